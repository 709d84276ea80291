"""Who coordinates, why, and whether that could be paid: C1-C8."""

from matching.coordinator.pay import Pay, conditions, pay_of, payer_of
from matching.coordinator.policy import CoordinatorPolicy

__all__ = ["CoordinatorPolicy", "Pay", "conditions", "pay_of", "payer_of"]

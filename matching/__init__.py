"""Who can help together: needs, eligibility, team, coordinator, casemanager, perinatal programme, reasons."""

"""The search for the best team beside general solvers: HiGHS (mixed integers) and CP-SAT (constraints)."""

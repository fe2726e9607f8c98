"""The dates of the follow-up: working days, and months that end where the month does."""

from methods.dates import months as months
from methods.dates import working_days as working_days

"""The outcome as one data set, and its readings."""

"""The verbs of a seminar. Knows the models; knows no Flask and no sockets."""

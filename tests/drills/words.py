"""What is looked for all the while, and how it is asked for."""

STEADY = "Pomegranate friends of the steady lamp"
# The second one has a typing error.
STEADY_WORDS = ("pomegranate", "pomegranite lamp")

# Gives back what it was given.
param($Request)

@{ same = $Request }

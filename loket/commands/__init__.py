"""The commands of `loket`, by what they are about."""

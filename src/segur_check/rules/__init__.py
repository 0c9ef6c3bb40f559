"""The tables of rules/ and schemas/, typed: what the texts say, each value beside its source."""

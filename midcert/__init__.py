"""The conformance suite's engine: targets, outcomes, verdict, and the `midcert` command."""

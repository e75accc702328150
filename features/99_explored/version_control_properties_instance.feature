@instance
Feature: Explored: Version control properties
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

    Scenario: Explored instance/9, most likely VER-OVERRIDE
      Given the MID Servers "berlin", "munich" and "vienna" run Orlando Patch 1
      When the property mid.version.override is empty
      Then InstanceInfo answers "berlin" with Orlando Patch 1
      And InstanceInfo answers "munich" with Orlando Patch 1

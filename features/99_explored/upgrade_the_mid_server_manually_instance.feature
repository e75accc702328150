@instance
Feature: Explored: Upgrade the MID Server manually
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

    Scenario: Explored instance/10, most likely MAN-STATE
      Given the MID Servers "lisbon" and "oslo" run Orlando Patch 1
      When the instance is upgraded to Orlando Patch 3
      And the instance is upgraded to San Diego Patch 10 (second build)
      Then InstanceInfo answers "lisbon" with San Diego Patch 10 (second build)
      And no command "autoUpgrade" of "lisbon" has been processed
      And no command "autoUpgrade" of "oslo" has been processed

    Scenario: Explored instance/17, most likely MAN-STATE
      Given the MID Server "berlin" runs Orlando Patch 1
      When a user with the role admin clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"
      And no command "autoUpgrade" of "berlin" has been processed

@mid
Feature: Explored: Version control configuration parameter
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

    Scenario: Explored mid/8, most likely VER-PINNED-SURVIVES
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is Paused
      When the instance is upgraded to Orlando Patch 2
      Then the command "autoUpgrade" waits for "berlin"

    Scenario: Explored mid/12, most likely VER-PINNED-EDGE
      Given the MID Server "berlin" runs Orlando Patch 1
      When the parameter mid.pinned.version of "berlin" is "latest"
      Then the message "Not a valid package buildstamp" of "berlin" is recorded

    Scenario: Explored mid/31, most likely VER-PINNED
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And the parameter mid.pinned.version of "berlin" is "sandiego-12-22-2021__patch10-01-12-2023_01-23-2023_1901"
      When the instance answers questions for the version with another page
      And 2 minutes pass
      Then "berlina" has run Orlando Patch 1
      And "berlin" has never been Upgrade Failed

@mid
Feature: Explored: Upgrade methods
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

    Scenario: Explored mid/14, most likely MAN-LINK
      Given the MID Server "berlin" runs Orlando Patch 2
      And the host of "berlin" refuses to replace a third file
      And Orlando Patch 1 is assigned
      And "berlin" has been running for 1 hour and 16 minutes
      And the host of "berlin" works again
      When the instance is upgraded to Paris Patch 1
      Then "berlin" has run Orlando Patch 2
      And "berlin" has never been Upgrade Failed

@mid
Feature: Explored: MID Server pre-upgrade check
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

    Scenario: Explored mid/23, most likely PKG-APPROPRIATE
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 by hand
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      When "berlin" is asked to upgrade to Orlando Patch 1 by its pin
      Then "berlin" has asked for packages of Orlando Patch 1 alone

@mid
Feature: Explored: Failed upgrades
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

    Scenario: Explored mid/7, most likely FAIL-FAMILY
      Given the MID Server "berlin" runs Orlando Patch 2
      And the host of "berlin" refuses to replace files in bin
      When "berlin" is asked to upgrade to Paris Patch 1 at the hour
      Then "berlin" is Upgrade Failed
      And the message "Unable to refresh packages" of "berlin" is recorded

    Scenario: Explored mid/24, most likely FAIL-FAMILY
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And "berlin" is asked to upgrade to New York Patch 9 by its pin
      And New York Patch 9 is assigned
      When the download site answers requests for packages with tampered packages
      And 50 minutes pass
      Then "berlina" is Upgrade Failed

@mid
Feature: Explored: The Upgrade state
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

    Scenario: Explored mid/3, most likely STATE-PRE-ISTANBUL
      Given the MID Server "berlin" runs New York Patch 9
      When "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      Then "berlin" has run New York Patch 9, then Orlando Patch 2
      And the instance has seen "berlin" as Up, Upgrading, Up

    Scenario: Explored mid/4, most likely STATE-PRE-ISTANBUL-FAILED
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 by hand
      And "berlin" is asked to upgrade to Orlando Patch 1 by its pin
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 1
      And "berlin" is Up

    Scenario: Explored mid/6, most likely STATE-PRE-ISTANBUL-FAILED
      Given the MID Server "berlin" runs Orlando Patch 2
      And the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to New York Patch 9 by command
      Then "berlin" is Upgrade Failed

    Scenario: Explored mid/9, most likely STATE-PRE-ISTANBUL
      Given the MID Server "berlin" runs San Diego Patch 10 (second build)
      When "berlin" is asked to upgrade to San Diego Patch 10 (first build) at its start
      Then "berlin" has run San Diego Patch 10 (second build), then San Diego Patch 10 (first build)
      And the instance has seen "berlin" as Up, Down, Up, Upgrading, Up

    Scenario: Explored mid/21, most likely STATE-UPGRADING
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 by hand
      And "berlin" is asked to upgrade to Orlando Patch 1 by its pin
      Then the installed files of "berlin" were replaced in the status Upgrading

    Scenario: Explored mid/26, most likely STATE-UPGRADING
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to the build 03-31-2020-1417 at the hour
      When "berlin" is asked to upgrade to Paris Patch 1 by hand
      Then the installed files of "berlin" were replaced in the status Upgrading

    Scenario: Explored mid/27, most likely STATE-UPGRADING
      Given the MID Server "berlin" runs Orlando Patch 2
      And the host of "berlin" refuses to replace a third file
      And Orlando Patch 1 is assigned
      And "berlin" has been running for 1 hour and 16 minutes
      And up to 24 hours pass until "berlin" is Up
      When the instance is upgraded to Paris Patch 1
      And 40 minutes pass
      Then "berlin" is Upgrade Failed
      And the message "Unable to refresh packages" of "berlin" is recorded

@instance
Feature: Explored: The Upgrade state
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

    Scenario: Explored instance/1, most likely STATE-QUEUED
      Given the MID Server "berlin" runs Orlando Patch 1
      When the instance is restarted
      And "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      Then the command "autoUpgrade" waits for "berlin"
      And "berlin" finds the command "autoUpgrade" in its queue

    Scenario: Explored instance/2, most likely STATE-QUEUED
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And a user with the roles itil and mid_server clicks Upgrade MID for "berlin"
      And an administrator clicks Clear queue for "berlin"
      When "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      Then the command "autoUpgrade" waits for "berlin"
      And "berlin" finds the command "autoUpgrade" in its queue

    Scenario: Explored instance/5, most likely STATE-QUEUED
      Given the MID Servers "berlin" and "munich" run Orlando Patch 1
      When the instance is upgraded to Orlando Patch 2
      And 7 days pass
      And "munich" reports the status Up
      Then the command "autoUpgrade" waits for "munich"
      And "munich" finds the command "autoUpgrade" in its queue

    Scenario: Explored instance/12, most likely STATE-QUEUED
      Given the MID Server "berlin" runs Orlando Patch 1
      When the property mid.version.override is Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 1 by an upgrade of the instance
      Then the property mid.version.override is empty or gone

    Scenario: Explored instance/13, most likely STATE-QUEUED
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.version.override is Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      Then the command "autoUpgrade" waits for "berlin"
      And "berlin" finds the command "autoUpgrade" in its queue

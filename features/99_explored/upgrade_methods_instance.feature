@instance
Feature: Explored: Upgrade methods
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

    Scenario: Explored instance/7, most likely MAN-AFTER-FAILURE
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" reports the status Upgrade Failed
      When an administrator clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"
      And "berlin" finds the command "autoUpgrade" in its queue

    Scenario: Explored instance/16, most likely MAN-LINK
      Given the MID Server "berlin" runs Orlando Patch 1
      When a user with the roles admin and itil clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"
      And "berlin" finds the command "autoUpgrade" in its queue

    Scenario: Explored instance/18, most likely MAN-AFTER-FAILURE
      Given the MID Servers "berlin", "munich" and "vienna" run Orlando Patch 1
      And "berlin" reports the status Upgrading
      When an administrator clicks Grab MID logs for "berlin"
      Then the command "grabLog" waits for "berlin"
      And "berlin" finds the command "grabLog" in its queue

    Scenario: Explored instance/20, most likely MAN-AFTER-FAILURE
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" reports the status Upgrade Failed
      And "berlin" reports the status Upgrade Failed
      When an administrator clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"
      And "berlin" finds the command "autoUpgrade" in its queue

    Scenario: Explored instance/22, most likely MAN-LINK
      Given the MID Server "berlin" runs Orlando Patch 1
      When a user with the role mid_server clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"
      And "berlin" finds the command "autoUpgrade" in its queue

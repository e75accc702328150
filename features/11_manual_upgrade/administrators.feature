@instance @real-time
Feature: Who may upgrade a MID Server by hand
  An upgrade takes a MID Server away from its work. Only people with the right role may start one; their click sends the same
  command as an upgrade of the instance.
  Documentation: MID Server upgrades, "Upgrade the MID Server manually".

  Background:
    Given the MID Servers "berlin" and "munich" run Orlando Patch 1
    And the property mid.buildstamp is Orlando Patch 2

  @MAN-LINK
  Rule: Upgrade MID is a command for that MID Server, and for no other

    Scenario: It is clicked on one of two records
      When an administrator clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"
      And no command "autoUpgrade" waits for "munich"

  @MAN-ROLE
  Rule: Only a user with the role mid_server or admin may upgrade a MID Server by hand

    Scenario Outline: A role that is enough
      When a user with the <roles> clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"

      Examples:
        | case       | roles                     |
        | mid_server | role mid_server           |
        | admin      | role admin                |
        | one of two | roles itil and mid_server |

    Scenario Outline: No role that is enough
      When <somebody> clicks Upgrade MID for "berlin"
      Then no command "autoUpgrade" waits for "berlin"
      When a user with the role mid_server clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"

      Examples:
        | case         | somebody                                          |
        | another role | a user with the role itil                         |
        | no role      | a user without any role                           |
        | no user      | somebody who is not logged in                     |
        | a near miss  | a user with the roles itil and mid_server_admin_x |

  @MAN-STATE
  Rule: A manual upgrade runs for a MID Server that is Up and validated, and for others once they are

    Scenario: Up and validated
      When an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue

    Scenario Outline: Not Up, or not validated
      Given <state>
      When an administrator clicks Upgrade MID for "berlin"
      Then no command "autoUpgrade" of "berlin" has been processed
      When <remedy>
      And an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue

      Examples:
        | case          | state                              | remedy                         |
        | not validated | "berlin" is not validated          | "berlin" is validated          |
        | Paused        | "berlin" reports the status Paused | "berlin" reports the status Up |
        | Down          | "berlin" is stopped                | "berlin" is started            |

    Scenario Outline: Neither Up nor validated
      Given <state>
      And "berlin" is not validated
      When an administrator clicks Upgrade MID for "berlin"
      Then no command "autoUpgrade" of "berlin" has been processed
      When <remedy>
      And "berlin" is validated
      And an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue

      Examples:
        | case                     | state                              | remedy                         |
        | Paused and not validated | "berlin" reports the status Paused | "berlin" reports the status Up |
        | Down and not validated   | "berlin" is stopped                | "berlin" is started            |

  @MAN-AFTER-FAILURE
  Rule: A manual upgrade is accepted in the status Upgrade Failed as well

    Scenario: A family upgrade has failed
      Given "berlin" reports the status Upgrade Failed
      When an administrator clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"

@instance
Feature: Who may upgrade a MID Server by hand
  A click on Upgrade MID takes a MID Server away from its work. The instance lets only those do it whose business it is, and
  turns it into the same command that an upgrade of the instance sends.
  Documentation: MID Server upgrades, "Upgrade the MID Server manually".

  Background:
    Given the MID Servers "berlin" and "munich" run Orlando Patch 1
    And the property mid.buildstamp is Orlando Patch 2

  @MAN-LINK
  Rule: Upgrade MID is a command for that MID Server, and for no other

    Scenario: One of two
      When an administrator clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"
      And no command "autoUpgrade" waits for "munich"

  @MAN-ROLE
  Rule: Only a user with the role mid_server or admin may do it

    Scenario Outline: A role that is enough
      When a user with the <roles> clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"

      Examples:
        | case       | roles                     |
        | mid_server | role mid_server           |
        | admin      | role admin                |
        | one of two | roles itil and mid_server |

    Scenario Outline: Nobody else
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
  Rule: It runs for a MID Server that is Up and validated, and for others once they are

    Scenario: Up and validated
      When an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue

    Scenario Outline: Something is missing
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

    Scenario Outline: Two things are missing
      Given <state>
      And "berlin" is not validated
      When an administrator clicks Upgrade MID for "berlin"
      Then no command "autoUpgrade" of "berlin" has been processed
      When "berlin" is validated
      And <remedy>
      And an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue

      Examples:
        | case                     | state                              | remedy                         |
        | Paused and not validated | "berlin" reports the status Paused | "berlin" reports the status Up |
        | Down and not validated   | "berlin" is stopped                | "berlin" is started            |

  @MAN-AFTER-FAILURE
  Rule: It is accepted in the status Upgrade Failed as well

    Scenario: A family upgrade has failed
      Given "berlin" reports the status Upgrade Failed
      When an administrator clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"

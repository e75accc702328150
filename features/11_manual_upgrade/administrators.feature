@instance @real-time
Feature: Who may upgrade a MID Server by hand
  An upgrade takes a MID Server away from its work. Only people with the right role may start one; their click sends the same
  command as an upgrade of the instance. Whether the instance refuses the click of anybody else, or has nothing to click on, is
  free.
  Documentation: MID Server upgrades, "Upgrade the MID Server manually".

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
    And Orlando Patch 2 is assigned

  @MAN-LINK
  Rule: Upgrade MID is a command for that MID Server, and for no other

    Scenario Outline: Of two MID Servers whose names begin alike, the clicked one gets the command
      When an administrator clicks Upgrade MID for "<clicked>"
      Then the command "autoUpgrade" waits for "<clicked>"
      And no command "autoUpgrade" waits for "<other>"

      Examples:
        | case             | clicked | other   |
        | the shorter name | berlin  | berlina |
        | the longer name  | berlina | berlin  |

    Scenario: Of four MID Servers, the two that are clicked get the command
      Given the MID Servers "munich" and "vienna" run Orlando Patch 1
      When an administrator clicks Upgrade MID for "berlina" and "vienna"
      Then the command "autoUpgrade" waits for "berlina" and "vienna"
      And no command "autoUpgrade" waits for "berlin" and "munich"

    Scenario: A click after the first is gone sends one more
      Given an administrator clicks Upgrade MID for "berlin"
      And an administrator clicks Clear queue for "berlin"
      When an administrator clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"
      And no command "autoUpgrade" waits for "berlina"

    Scenario: A click while the command waits for another MID Server is a command of its own
      Given an administrator clicks Upgrade MID for "berlina"
      When an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue
      And "berlina" finds the command "autoUpgrade" in its queue

  @MAN-ROLE
  Rule: Only a user with the role mid_server or admin may upgrade a MID Server by hand

    Scenario Outline: A role that is enough for Upgrade MID
      When a user with the <roles> clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"

      Examples:
        | case          | roles                      |
        | mid_server    | role mid_server            |
        | admin         | role admin                 |
        | second of two | roles itil and mid_server  |
        | first of two  | roles mid_server and itil  |
        | admin, first  | roles admin and itil       |
        | both          | roles mid_server and admin |

    Scenario Outline: No role that is enough for Upgrade MID
      When <somebody> clicks Upgrade MID for "berlin"
      And a user with the role mid_server clicks Upgrade MID for "berlina"
      Then no command "autoUpgrade" waits for "berlin"
      And the command "autoUpgrade" waits for "berlina"

      Examples:
        | case                   | somebody                                          |
        | another role           | a user with the role itil                         |
        | no role                | a user without any role                           |
        | no user                | somebody who is not logged in                     |
        | wrong password         | an administrator with a wrong password            |
        | user_admin             | a user with the role user_admin                   |
        | admin at the beginning | a user with the roles admin_x and itil            |
        | in the middle          | a user with the roles itil and mid_server_admin_x |
        | at the beginning       | a user with the roles mid_server_x and itil       |
        | at the end             | a user with the roles x_mid_server and itil       |

    Scenario Outline: A role that was withdrawn is no longer enough for Upgrade MID
      Given <somebody> clicks Upgrade MID for "berlin"
      And an administrator clicks Clear queue for "berlin"
      And <somebody> loses the role <role>
      When <somebody> clicks Upgrade MID for "berlin"
      And an administrator clicks Upgrade MID for "berlina"
      Then no command "autoUpgrade" waits for "berlin"
      And the command "autoUpgrade" waits for "berlina"

      Examples:
        | case                 | somebody                                  | role       |
        | mid_server           | a user with the role mid_server           | mid_server |
        | mid_server, not itil | a user with the roles itil and mid_server | mid_server |
        | admin                | a user with the roles admin and itil      | admin      |

    Scenario: A user who still has the other role may go on to click Upgrade MID
      Given a user with the roles admin and mid_server loses the role admin
      When a user with the roles admin and mid_server clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"

  @MAN-STATE
  Rule: A manual upgrade runs for a MID Server that is Up and validated, and for others once they are

    Scenario: A MID Server that is Up and validated finds the command of a click in its queue
      When an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue

    Scenario Outline: A click for a MID Server that is not Up or not validated is not done with
      Given <state>
      When an administrator clicks Upgrade MID for "berlin"
      And <remedy>
      And an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue
      And no command "autoUpgrade" of "berlin" has been processed

      Examples:
        | case          | state                              | remedy                         |
        | not validated | "berlin" is not validated          | "berlin" is validated          |
        | validating    | "berlin" is being validated        | "berlin" is validated          |
        | Paused        | "berlin" reports the status Paused | "berlin" reports the status Up |
        | Down          | "berlin" is stopped                | "berlin" is started            |

    Scenario Outline: A click for a MID Server that is neither Up nor validated is not done with
      Given <state>
      And "berlin" is not validated
      When an administrator clicks Upgrade MID for "berlin"
      And <remedy>
      And "berlin" is validated
      And an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue
      And no command "autoUpgrade" of "berlin" has been processed

      Examples:
        | case   | state                              | remedy                         |
        | Paused | "berlin" reports the status Paused | "berlin" reports the status Up |
        | Down   | "berlin" is stopped                | "berlin" is started            |

  @MAN-AFTER-FAILURE
  Rule: A manual upgrade is accepted in the status Upgrade Failed as well

    Scenario: A click after an upgrade to another family has failed puts the command into the queue
      Given "berlin" reports the status Upgrade Failed
      When an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue

    Scenario: A click after a second failure puts the command into the queue once more
      Given "berlin" reports the status Upgrade Failed
      And an administrator clicks Upgrade MID for "berlin"
      And an administrator clicks Clear queue for "berlin"
      And "berlin" reports the status Upgrading
      And "berlin" reports the status Upgrade Failed
      When an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue

@instance @real-time
Feature: Who may upgrade a MID Server by hand
  An upgrade takes a MID Server away from its work. Only people with the right role may start one. Whether the instance
  refuses the click of anybody else, or has nothing to click on, is free; who is not logged in is refused. The instance itself is Orlando Patch 2, as "lisbon" is.
  Documentation: MID Server upgrades, "Upgrade the MID Server manually".

  Background:
    Given the MID Server "lisbon" runs Orlando Patch 2
    And the MID Servers "berlin" and "berlina" run Orlando Patch 1

  @MAN-ROLE
  Rule: Only a user with the role mid_server or admin may upgrade a MID Server by hand

    Scenario Outline: The role mid_server or admin is enough for Upgrade MID
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

    Scenario Outline: Nobody without one of the two roles can use Upgrade MID
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

    Scenario Outline: Whoever is not logged in is refused, and somebody who may is not
      When a user with the role mid_server clicks Upgrade MID for "berlina"
      And <somebody> clicks Upgrade MID for "berlin"
      Then the instance has refused this for "berlin"
      And the command "autoUpgrade" waits for "berlina"

      Examples:
        | case           | somebody                               |
        | no user        | somebody who is not logged in          |
        | wrong password | an administrator with a wrong password |

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

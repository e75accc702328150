Feature: What an administrator can do with a MID Server that upgrades
  Upgrading is much like Paused: the MID Server does not work, but it can be looked after. Two things are out of the
  question, as they would interrupt the upgrade: to resume it, and to restart it. Whether the instance refuses these, or has
  nothing to click on, is free.
  Documentation: MID Server upgrades, "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @STATE-NO-RESUME-RESTART
  Rule: A MID Server that is Upgrading can be neither resumed nor restarted

    @instance
    Scenario Outline: The instance lets a Paused MID Server be resumed and restarted, and no Upgrading one
      Given the MID Server "berlina" runs Orlando Patch 1
      And "<paused>" reports the status Paused
      And "<upgrading>" reports the status Upgrading
      When an administrator clicks <action> for "berlin" and "berlina"
      Then no command "<command>" waits for "<upgrading>"
      And "<upgrading>" is Upgrading
      And the command "<command>" waits for "<paused>"

      Examples:
        | case                  | action      | command   | upgrading | paused  |
        | resume, shorter name  | Resume MID  | resumeMid | berlin    | berlina |
        | resume, longer name   | Resume MID  | resumeMid | berlina   | berlin  |
        | restart, shorter name | Restart MID | restart   | berlin    | berlina |
        | restart, longer name  | Restart MID | restart   | berlina   | berlin  |

    @instance
    Scenario Outline: The instance still knows after its own restart that a MID Server is Upgrading
      Given the MID Server "munich" runs Orlando Patch 1
      And "berlin" reports the status Upgrading
      And "munich" reports the status Paused
      When the instance is restarted
      And an administrator clicks <action> for "berlin" and "munich"
      Then no command "<command>" waits for "berlin"
      And the command "<command>" waits for "munich"

      Examples:
        | case    | action      | command   |
        | resume  | Resume MID  | resumeMid |
        | restart | Restart MID | restart   |

    @instance
    Scenario Outline: A second click on an Upgrading MID Server is refused like the first
      Given the MID Server "munich" runs Orlando Patch 1
      And "berlin" reports the status Upgrading
      And "munich" reports the status Paused
      And an administrator clicks <action> for "berlin"
      When an administrator clicks <action> for "berlin" and "munich"
      Then no command "<command>" waits for "berlin"
      And the command "<command>" waits for "munich"

      Examples:
        | case    | action      | command   |
        | resume  | Resume MID  | resumeMid |
        | restart | Restart MID | restart   |

    @instance
    Scenario Outline: The instance lets a MID Server whose upgrade is over be resumed and restarted again
      Given "berlin" reports the status Upgrading
      And "berlin" reports the status Up
      And "berlin" reports the status Paused
      When an administrator clicks <action> for "berlin"
      Then the command "<command>" waits for "berlin"

      Examples:
        | case    | action      | command   |
        | resume  | Resume MID  | resumeMid |
        | restart | Restart MID | restart   |

    @mid
    Scenario Outline: The MID Server goes on with its upgrade, whatever it is told
      Given the host of "berlin" takes 60 minutes to extract a package
      And "berlin" is asked to upgrade to <assigned> <way>
      When the command "<command>" is sent to "berlin"
      And 40 minutes pass
      Then the instance has seen "berlin" as Up, Upgrading
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case                 | command   | assigned                 | way         |
        | resume, newer patch  | resumeMid | Orlando Patch 2          | at the hour |
        | resume, older patch  | resumeMid | Orlando Patch 0 Hotfix 1 | by command  |
        | restart, newer patch | restart   | Orlando Patch 2          | at the hour |
        | restart, next family | restart   | Paris Patch 1            | by command  |
        | restart, hotfix      | restart   | Orlando Patch 1 Hotfix 1 | by hand     |

    @mid
    Scenario: The MID Server goes on with its upgrade, however often it is told
      Given the host of "berlin" takes 60 minutes to extract a package
      And "berlin" is asked to upgrade to Orlando Patch 2 by command
      When the command "resumeMid" is sent to "berlin"
      And the command "restart" is sent to "berlin" with priority 1
      And the command "resumeMid" is sent to "berlin"
      And the command "restart" is sent to "berlin"
      And 40 minutes pass
      Then the instance has seen "berlin" as Up, Upgrading
      And "berlin" upgrades to Orlando Patch 2 once all is well

  @STATE-LIKE-PAUSED
  Rule: Any other action is answered in the status Upgrading as in the status Paused

    @instance
    Scenario Outline: The instance makes no difference between Paused and Upgrading
      Given the MID Servers "munich" and "vienna" run Orlando Patch 1
      And "berlin" and "vienna" report the status Paused
      And "munich" reports the status Upgrading
      When an administrator clicks <action> for "berlin" and "munich"
      And an administrator clicks Resume MID for "vienna"
      Then the instance has answered alike for "berlin" and "munich"
      And the command "resumeMid" waits for "vienna"

      Examples:
        | case          | action        |
        | upgrade       | Upgrade MID   |
        | pause         | Pause MID     |
        | logs          | Grab MID logs |
        | threads       | Thread dump   |
        | waiting work  | Clear queue   |
        | configuration | Add property  |

    @mid @concurrent
    Scenario Outline: A command about the MID Server itself comes equally far in the statuses Paused and Upgrading
      Given the MID Server "munich" runs Orlando Patch 1
      And "munich" is Paused
      And the host of "berlin" takes 60 minutes to extract a package
      And "berlin" is asked to upgrade to Orlando Patch 2 by command
      When the command "<command>" is sent to "berlin" and "munich"
      And 15 minutes pass
      Then the command "<command>" has come equally far for "munich" and "berlin"
      And "berlin" and "munich" upgrade to Orlando Patch 2 once all is well

      Examples:
        | case    | command    |
        | logs    | grabLog    |
        | threads | threaddump |

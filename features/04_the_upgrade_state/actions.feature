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
    Scenario Outline: The instance still knows later that a MID Server is Upgrading
      Given the MID Server "munich" runs Orlando Patch 1
      And "berlin" reports the status Upgrading
      And "munich" reports the status Paused
      When <event>
      And an administrator clicks <action> for "berlin" and "munich"
      Then no command "<command>" waits for "berlin"
      And the command "<command>" waits for "munich"

      Examples:
        | case                   | event                                            | action      | command   |
        | resume, after restart  | the instance is restarted                        | Resume MID  | resumeMid |
        | restart, after restart | the instance is restarted                        | Restart MID | restart   |
        | resume, after upgrade  | the instance is upgraded to Orlando Patch 2      | Resume MID  | resumeMid |
        | restart, after upgrade | the instance is upgraded to Orlando Patch 2      | Restart MID | restart   |
        | resume, after days     | 3 days pass                                      | Resume MID  | resumeMid |
        | restart, after days    | 3 days pass                                      | Restart MID | restart   |
        | resume, once more      | an administrator clicks Resume MID for "berlin"  | Resume MID  | resumeMid |
        | restart, once more     | an administrator clicks Restart MID for "berlin" | Restart MID | restart   |

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

    @instance
    Scenario Outline: Whoever clicks, a MID Server that is Upgrading is neither resumed nor restarted, and a Paused one is
      Given the MID Server "munich" runs Orlando Patch 1
      And "berlin" reports the status Upgrading
      And "munich" reports the status Paused
      When a user with the <roles> clicks <action> for "berlin"
      And an administrator clicks <action> for "munich"
      Then no command "<command>" waits for "berlin"
      And the command "<command>" waits for "munich"

      Examples:
        | case                | roles                      | action      | command   |
        | mid_server, resume  | role mid_server            | Resume MID  | resumeMid |
        | mid_server, restart | role mid_server            | Restart MID | restart   |
        | both, resume        | roles admin and mid_server | Resume MID  | resumeMid |
        | both, restart       | roles admin and mid_server | Restart MID | restart   |

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

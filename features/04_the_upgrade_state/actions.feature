Feature: What an administrator can do with a MID Server that upgrades
  Upgrading is much like Paused: the MID Server does not work, but it can be looked after. Two things are out of the
  question, as they would interrupt the upgrade: to resume it, and to restart it.
  Documentation: MID Server upgrades, "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @STATE-NO-RESUME-RESTART
  Rule: A MID Server that is Upgrading can be neither resumed nor restarted

    @instance
    Scenario Outline: The instance sends no such command
      Given "berlin" reports the status Upgrading
      When an administrator clicks <action> for "berlin"
      Then no command "<command>" waits for "berlin"
      And "berlin" is Upgrading
      When "berlin" reports the status Paused
      And an administrator clicks <action> for "berlin"
      Then the command "<command>" waits for "berlin"

      Examples:
        | case    | action      | command   |
        | resume  | Resume MID  | resumeMid |
        | restart | Restart MID | restart   |

    @mid
    Scenario Outline: The MID Server goes on with its upgrade whatever it is told
      Given the host of "berlin" takes 60 minutes to extract a package
      And Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "<command>" is sent to "berlin"
      And 15 minutes pass
      Then "berlin" is Upgrading
      And "berlin" has restarted 0 times
      When up to 3 hours pass until "berlin" is Up
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case    | command   |
        | resume  | resumeMid |
        | restart | restart   |

    @mid
    Scenario: A MID Server that is Paused is restarted when it is told
      Given "berlin" is Paused
      When the command "restart" is sent to "berlin"
      And 30 minutes pass
      Then "berlin" has restarted once
      And "berlin" runs Orlando Patch 1
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @STATE-LIKE-PAUSED
  Rule: Any other action is answered in the status Upgrading as in the status Paused

    @instance
    Scenario Outline: The instance makes no difference
      Given the MID Server "munich" runs Orlando Patch 1
      And "berlin" reports the status Paused
      And "munich" reports the status Upgrading
      When an administrator clicks <action> for "berlin" and "munich"
      Then the instance has answered alike for "berlin" and "munich"
      When an administrator clicks Resume MID for "berlin"
      Then the command "resumeMid" waits for "berlin"

      Examples:
        | case          | action        |
        | upgrade       | Upgrade MID   |
        | logs          | Grab MID logs |
        | threads       | Thread dump   |
        | waiting work  | Clear queue   |
        | configuration | Add property  |

    @mid @concurrent
    Scenario: A MID Server that is Paused hands out its log
      Given "berlin" is Paused
      When the command "grabLog" is sent to "berlin"
      And 15 minutes pass
      Then "berlin" is Paused
      And every command "grabLog" of "berlin" is processed
      When an administrator clicks Resume MID for "berlin"
      And Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    @mid @concurrent
    Scenario: A MID Server that is Upgrading hands out its log as well
      Given the host of "berlin" takes 60 minutes to extract a package
      And Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "grabLog" is sent to "berlin"
      And 15 minutes pass
      Then "berlin" is Upgrading
      And every command "grabLog" of "berlin" is processed

Feature: What an administrator can do with a MID Server that upgrades
  Upgrading is much like Paused: the MID Server does not work, but it can be looked after. Two things are out of the
  question, as they would interrupt the upgrade: to resume it, and to restart it. What is changed in its config.xml counts
  from the restart that the upgrade ends with.
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

    @mid @concurrent
    Scenario: A MID Server that is Upgrading hands out its log as well
      Given the host of "berlin" takes 60 minutes to extract a package
      And Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "grabLog" is sent to "berlin"
      And 15 minutes pass
      Then "berlin" is Upgrading
      And every command "grabLog" of "berlin" is processed

  @STATE-PAUSED-ACTIONS
  Rule: Logs, thread dumps, configuration and the queue are at hand in the statuses Paused and Upgrading

    @instance
    Scenario Outline: The instance accepts the action
      Given the property mid.buildstamp is Orlando Patch 2
      And "berlin" reports the status <status>
      When an administrator clicks <action> for "berlin"
      Then the instance has accepted this for "berlin"
      When "berlin" reports the status Up
      And an administrator clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"

      Examples:
        | case                       | status    | action        |
        | logs while Paused          | Paused    | Grab MID logs |
        | logs while Upgrading       | Upgrading | Grab MID logs |
        | threads while Paused       | Paused    | Thread dump   |
        | threads while Upgrading    | Upgrading | Thread dump   |
        | queue while Paused         | Paused    | Clear queue   |
        | queue while Upgrading      | Upgrading | Clear queue   |
        | configured while Paused    | Paused    | Add property  |
        | configured while Upgrading | Upgrading | Add property  |

    @mid @concurrent
    Scenario Outline: The MID Server does what it is asked while it upgrades
      Given the host of "berlin" takes 60 minutes to extract a package
      And Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "<command>" is sent to "berlin"
      And 15 minutes pass
      Then "berlin" is Upgrading
      And every command "<command>" of "berlin" is processed

      Examples:
        | case    | command    |
        | logs    | grabLog    |
        | threads | threaddump |

    @mid @concurrent
    Scenario: A command that is cleared from the queue meanwhile is never taken
      Given the host of "berlin" takes 60 minutes to extract a package
      And Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "hostname" is sent to "berlin"
      And an administrator clicks Clear queue for "berlin"
      And the command "uptime" is sent to "berlin"
      And 4 hours pass
      Then the result of the command "uptime" has come from "berlin" once
      And the result of the command "hostname" has not come from "berlin"

    @mid @concurrent
    Scenario: A configuration that is changed meanwhile counts after the upgrade
      Given the host of "berlin" takes 60 minutes to extract a package
      And Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      And 8 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 4

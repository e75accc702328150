Feature: What an administrator can do with a MID Server that upgrades
  Upgrading is much like Paused: the MID Server does not work, but it can be looked after. Two things are out of the
  question, as they would break the upgrade off: to resume it, and to restart it.
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
      Given the host of "berlin" takes 10 minutes to extract a package
      And Orlando Patch 2 is assigned
      When up to 2 hours pass, until "berlin" is Upgrading
      And the command "<command>" is sent to "berlin"
      And 1 minute passes
      Then "berlin" is Upgrading
      When up to 60 minutes pass, until "berlin" is Up
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
        | pause         | Pause MID     |
        | logs          | Grab MID logs |
        | threads       | Thread dump   |
        | waiting work  | Clear queue   |
        | configuration | Add property  |

    @mid @concurrent
    Scenario: The MID Server makes no difference
      Given the host of "berlin" takes 10 minutes to extract a package
      And an administrator clicks Pause MID for "berlin"
      When the command "grabLog" is sent to "berlin"
      And 1 minute passes
      Then "berlin" is Paused
      And the command "grabLog" of "berlin" is processed
      When an administrator clicks Resume MID for "berlin"
      And Orlando Patch 2 is assigned
      And up to 2 hours pass, until "berlin" is Upgrading
      And the command "grabLog" is sent to "berlin"
      And 1 minute passes
      Then "berlin" is Upgrading
      And the command "grabLog" of "berlin" is processed

  @STATE-PAUSED-ACTIONS
  Rule: Logs, thread dumps, configuration and the queue are at hand in both statuses

    @instance
    Scenario Outline: The instance accepts the action
      Given "berlin" reports the status <status>
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
    Scenario: A thread dump is made while the MID Server upgrades
      Given the host of "berlin" takes 10 minutes to extract a package
      And Orlando Patch 2 is assigned
      When up to 2 hours pass, until "berlin" is Upgrading
      And the command "threaddump" is sent to "berlin"
      And 1 minute passes
      Then "berlin" is Upgrading
      And the command "threaddump" of "berlin" is processed

    @mid @concurrent
    Scenario: A configuration that is changed meanwhile counts after the upgrade
      Given the host of "berlin" takes 10 minutes to extract a package
      And Orlando Patch 2 is assigned
      When up to 2 hours pass, until "berlin" is Upgrading
      And the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      And 2 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 4

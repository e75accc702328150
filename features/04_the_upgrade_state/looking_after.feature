Feature: Looking after a MID Server that is Paused or Upgrading
  A MID Server that does no work can still be looked after: its log can be read, its configuration changed, its queue cleared.
  What is changed in its config.xml while it upgrades counts from the restart that the upgrade ends with. Which actions these
  are stands on another page of the documentation.
  Documentation: MID Server upgrades, "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

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

    @instance
    Scenario: The queue of one MID Server is cleared, and that of no other
      Given the MID Server "munich" runs Orlando Patch 1
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      And "berlin" reports the status Paused
      And an administrator clicks Clear queue for "berlin"
      Then no command "autoUpgrade" waits for "berlin"
      And the command "autoUpgrade" waits for "munich"

    @instance
    Scenario Outline: Logs and threads are asked for by a command
      Given "berlin" reports the status Upgrading
      When an administrator clicks <action> for "berlin"
      Then the command "<command>" waits for "berlin"

      Examples:
        | case    | action        | command    |
        | logs    | Grab MID logs | grabLog    |
        | threads | Thread dump   | threaddump |

    @mid
    Scenario: A MID Server that is Paused takes no other command
      Given "berlin" is Paused
      When the command "hostname" is sent to "berlin"
      And 1 hour passes
      Then the command "hostname" waits for "berlin"
      When an administrator clicks Resume MID for "berlin"
      And 30 minutes pass
      Then the result of the command "hostname" has come from "berlin" once
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    @mid @concurrent
    Scenario: A MID Server that is Paused sends no result
      Given the host of "berlin" takes 30 minutes to run "backup"
      When the command "backup" is sent to "berlin"
      And 12 minutes pass
      And the command "pauseMid" is sent to "berlin"
      And 1 hour passes
      Then "berlin" is Paused
      And the result of the command "backup" has not come from "berlin"
      When an administrator clicks Resume MID for "berlin"
      And 30 minutes pass
      Then the result of the command "backup" has come from "berlin" once
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

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

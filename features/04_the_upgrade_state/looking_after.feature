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
    Scenario Outline: The instance lets an administrator look after a MID Server
      Given the MID Server "munich" runs Orlando Patch 1
      And "berlin" reports the status <status>
      When an administrator clicks <action> for "berlin"
      And an administrator clicks Upgrade MID for "munich"
      Then the instance has accepted this for "berlin"
      And the command "autoUpgrade" waits for "munich"

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
    Scenario Outline: The queue of one MID Server is cleared, and that of no other
      Given the MID Server "berlina" runs Orlando Patch 1
      And "<cleared>" reports the status <status>
      When the command "hostname" is sent to "berlin" and "berlina"
      And an administrator clicks Clear queue for "<cleared>"
      Then no command "hostname" waits for "<cleared>"
      And the command "hostname" waits for "<other>"

      Examples:
        | case                   | status    | cleared | other   |
        | the shorter name       | Paused    | berlin  | berlina |
        | the longer name        | Paused    | berlina | berlin  |
        | the shorter, Upgrading | Upgrading | berlin  | berlina |
        | the longer, Upgrading  | Upgrading | berlina | berlin  |

    @instance
    Scenario Outline: Logs and threads are asked for by a command
      Given "berlin" reports the status <status>
      When an administrator clicks <action> for "berlin"
      Then the command "<command>" waits for "berlin"

      Examples:
        | case                    | status    | action        | command    |
        | logs while Paused       | Paused    | Grab MID logs | grabLog    |
        | logs while Upgrading    | Upgrading | Grab MID logs | grabLog    |
        | threads while Paused    | Paused    | Thread dump   | threaddump |
        | threads while Upgrading | Upgrading | Thread dump   | threaddump |

    @mid
    Scenario: A MID Server that is Paused takes no other command, however long it is Paused
      Given "berlin" is Paused
      And Orlando Patch 2 is assigned
      When the command "hostname" is sent to "berlin"
      And 5 hours pass
      Then the command "hostname" waits for "berlin"
      And "berlin" has taken no command and sent no result while Paused
      And "berlin" upgrades to Orlando Patch 2 once all is well
      And the result of the command "hostname" has come from "berlin" once

    @mid @concurrent
    Scenario: A MID Server that is Paused sends its results once it is resumed
      Given the host of "berlin" takes 45 minutes to run "backup"
      And the command "backup" is sent to "berlin"
      And 11 minutes pass
      And "berlin" is Paused
      And Orlando Patch 2 is assigned
      When 1 hour passes
      Then "berlin" has taken no command and sent no result while Paused
      And "berlin" upgrades to Orlando Patch 2 once all is well
      And the result of the command "backup" has come from "berlin" once

    @mid @concurrent
    Scenario Outline: A MID Server that is Paused does what it is asked about itself
      Given "berlin" is Paused
      And Orlando Patch 2 is assigned
      When the command "<command>" is sent to "berlin"
      And 15 minutes pass
      Then "berlin" is Paused
      And every command "<command>" of "berlin" is processed
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case    | command    |
        | logs    | grabLog    |
        | threads | threaddump |

    @mid @concurrent
    Scenario Outline: A MID Server that is Upgrading does what it is asked about itself
      Given the host of "berlin" takes 60 minutes to extract a package
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      When the command "<command>" is sent to "berlin"
      And 15 minutes pass
      Then "berlin" is Upgrading
      And every command "<command>" of "berlin" is processed
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                | command    | way         |
        | logs, at the hour   | grabLog    | at the hour |
        | threads, by command | threaddump | by command  |

    @mid @concurrent
    Scenario: A command that is cleared from the queue in the middle of an upgrade is never taken
      Given the host of "berlin" takes 60 minutes to extract a package
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the command "hostname" is sent to "berlin"
      And an administrator clicks Clear queue for "berlin"
      And the command "uptime" is sent to "berlin"
      Then "berlin" upgrades to Orlando Patch 2 once all is well
      And the result of the command "uptime" has come from "berlin" once
      And the result of the command "hostname" has not come from "berlin"

    @mid @concurrent
    Scenario Outline: A configuration that is changed in the middle of an upgrade counts after it
      Given the host of "berlin" takes 20 minutes to extract a package
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the parameter mid.pinned.version of "berlin" is <pin>
      Then "berlin" upgrades to <pin> once all is well
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2, then <pin>

      Examples:
        | case  | pin                      |
        | newer | Orlando Patch 4          |
        | older | Orlando Patch 0 Hotfix 1 |

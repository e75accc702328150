Feature: The autoUpgrade command waits in the ECC queue
  A command that a MID Server could not take need not be sent again: it stays in the ECC queue, and is processed once the
  MID Server is Up.
  Documentation: MID Server upgrades, "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @STATE-QUEUED
  Rule: The command stays in the queue until the MID Server is Up, and is then processed

    @mid
    Scenario Outline: The MID Server leaves it there, and comes back to it
      Given <state>
      And Orlando Patch 2 is assigned
      When the command "autoUpgrade" is sent to "berlin"
      And 20 minutes pass
      Then the command "autoUpgrade" waits for "berlin"
      When <remedy>
      And 30 minutes pass
      Then every command "autoUpgrade" of "berlin" is processed
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case          | state                     | remedy                                          |
        | Down          | "berlin" is stopped       | "berlin" is started                             |
        | Paused        | "berlin" is Paused        | an administrator clicks Resume MID for "berlin" |
        | not validated | "berlin" is not validated | "berlin" is validated                           |

    @mid
    Scenario: Several commands that waited are one upgrade, to the latest version
      Given "berlin" is stopped
      When the instance is upgraded to Orlando Patch 2
      And the instance is upgraded to Orlando Patch 3
      And the command "autoUpgrade" is sent to "berlin"
      And "berlin" is started
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3
      And "berlin" has restarted once
      And every command "autoUpgrade" of "berlin" is processed

    @instance
    Scenario: The instance keeps it when it is restarted
      Given "berlin" is stopped
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      And the instance is restarted
      And "berlin" is started
      Then "berlin" finds the command "autoUpgrade" in its queue

    @instance
    Scenario Outline: The instance keeps it, and hands it out
      Given <state>
      When the instance is upgraded to Orlando Patch 2
      And 3 hours pass
      Then the command "autoUpgrade" waits for "berlin"
      When <remedy>
      Then "berlin" finds the command "autoUpgrade" in its queue

      Examples:
        | case          | state                              | remedy                         |
        | Down          | "berlin" is stopped                | "berlin" is started            |
        | Paused        | "berlin" reports the status Paused | "berlin" reports the status Up |
        | not validated | "berlin" is not validated          | "berlin" is validated          |

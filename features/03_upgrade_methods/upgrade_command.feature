@mid
Feature: The autoUpgrade command
  The command spares a MID Server the wait for its next hourly check, so that nobody has to wait an hour for an upgrade. It
  does not say which version to take.
  Documentation: MID Server upgrades, "Upgrade methods" and "The Upgrade state".

  @AUTO-COMMAND
  Rule: A MID Server that gets the command upgrades without waiting for the hour

    Scenario Outline: The command takes a MID Server to whatever version is assigned, before the hour
      Given the MID Server "berlin" runs <installed>
      And "berlin" has been running for 10 minutes
      When "berlin" is asked to upgrade to <assigned> by command
      Then "berlin" has run <installed>, then <assigned>
      And every command "autoUpgrade" of "berlin" is processed

      Examples:
        | case              | installed                        | assigned                          |
        | newer patch       | Orlando Patch 1                  | Orlando Patch 2                   |
        | older patch       | Orlando Patch 10                 | Orlando Patch 1                   |
        | hotfix            | Orlando Patch 1                  | Orlando Patch 1 Hotfix 1          |
        | another build     | San Diego Patch 10 (first build) | San Diego Patch 10 (second build) |
        | the next family   | Orlando Patch 1                  | Paris Patch 1                     |
        | the family before | Orlando Patch 1                  | New York Patch 9                  |

    Scenario: A second command takes a MID Server on, and a third one back
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 by command
      And "berlin" is asked to upgrade to Orlando Patch 3 by command
      And "berlin" is asked to upgrade to Orlando Patch 1 by command
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 1

    Scenario: A command after one that found nothing to do takes a MID Server to its new version
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 1 by command
      When Orlando Patch 2 is assigned
      And the command "autoUpgrade" is sent to "berlin"
      And 29 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And every command "autoUpgrade" of "berlin" is processed

    Scenario: The command that an upgraded instance sends is not left to the hour
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" has been running for 10 minutes
      When "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And every command "autoUpgrade" of "berlin" is processed

    Scenario: A command with a priority of its own is an upgrade command like any other
      Given the MID Server "berlin" runs Orlando Patch 1
      And Orlando Patch 2 is assigned
      When the command "autoUpgrade" is sent to "berlin" with priority 1
      And there is time for an upgrade
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And every command "autoUpgrade" of "berlin" is processed

    Scenario: The command for one MID Server is not for another whose name begins alike
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And "berlina" is stopped
      When the command "autoUpgrade" is sent to "berlina"
      And the command "hostname" is sent to "berlin"
      And there is time for an upgrade
      Then the command "autoUpgrade" waits for "berlina"
      And "berlin" has not checked
      And "berlin" still follows the instance

    Scenario: A command for the host leaves the hour as it is
      Given the MID Server "berlin" runs Orlando Patch 1
      And Orlando Patch 2 is assigned
      When the command "hostname" is sent to "berlin"
      And there is time for an upgrade
      Then the result of the command "hostname" has come from "berlin" once
      And "berlin" has not checked
      And "berlin" upgrades to Orlando Patch 2 once all is well

    Scenario: A command that finds the assigned version in place changes nothing
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 1 by command
      Then every command "autoUpgrade" of "berlin" is processed
      And "berlin" has asked for no permit and no package
      When 15 minutes pass
      Then "berlin" has not checked
      And "berlin" still follows the instance

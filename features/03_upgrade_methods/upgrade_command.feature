@mid
Feature: The autoUpgrade command
  The command spares a MID Server the wait for its next hourly check, so that nobody has to wait an hour for an upgrade. It
  does not say which version to take.
  Documentation: MID Server upgrades, "Upgrade methods" and "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And "berlin" has been running for 10 minutes

  @AUTO-COMMAND
  Rule: A MID Server that gets the command upgrades without waiting for the hour

    Scenario: The command comes between two checks
      Given Orlando Patch 2 is assigned
      When the command "autoUpgrade" is sent to "berlin"
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And every command "autoUpgrade" of "berlin" is processed

    Scenario: Another command leaves the hour as it is
      Given Orlando Patch 2 is assigned
      When the command "hostname" is sent to "berlin"
      And 20 minutes pass
      Then the result of the command "hostname" has come from "berlin" once
      And "berlin" has not asked for its version
      When the command "autoUpgrade" is sent to "berlin"
      And 20 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: The command finds the assigned version in place
      When the command "autoUpgrade" is sent to "berlin"
      And 20 minutes pass
      Then every command "autoUpgrade" of "berlin" is processed
      And "berlin" has asked for no permit and no package
      And the instance has seen "berlin" as Up
      When another 20 minutes pass
      Then "berlin" has not asked for its version
      When Orlando Patch 2 is assigned
      And the command "autoUpgrade" is sent to "berlin"
      And 20 minutes pass
      Then "berlin" runs Orlando Patch 2

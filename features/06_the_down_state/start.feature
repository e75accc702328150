@mid
Feature: A MID Server comes Up
  While it was Down a MID Server could take no command, and its instance may have been upgraded. It catches up before it
  does anything else, so that no old version answers new commands.
  Documentation: MID Server upgrades, "Upgrading MID Servers in the Down state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And "berlin" is stopped

  @DOWN-START
  Rule: A MID Server that comes Up checks at once, and upgrades before it takes any other command

    Scenario: It does not wait for the hour
      Given Orlando Patch 2 is assigned
      When "berlin" is started
      And 20 minutes pass
      Then "berlin" has asked for its version as soon as it was Up
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: Commands wait, and one of them is autoUpgrade
      Given Orlando Patch 2 is assigned
      When the command "hostname" is sent to "berlin"
      And the command "autoUpgrade" is sent to "berlin"
      And the command "uptime" is sent to "berlin"
      And "berlin" is started
      And 30 minutes pass
      Then the command "hostname" of "berlin" was taken by Orlando Patch 2
      And the command "uptime" of "berlin" was taken by Orlando Patch 2
      And every command "autoUpgrade" of "berlin" is processed
      And "berlin" has restarted once

    Scenario: There is nothing to upgrade to
      When the command "hostname" is sent to "berlin"
      And "berlin" is started
      And 30 minutes pass
      Then the command "hostname" of "berlin" was taken by Orlando Patch 1
      And the result of the command "hostname" has come from "berlin" once
      When Orlando Patch 2 is assigned
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: An error keeps it from upgrading within its family
      Given the host of "berlin" has 0.5 GB of free disk space
      And Orlando Patch 2 is assigned
      When the command "hostname" is sent to "berlin"
      And "berlin" is started
      And 30 minutes pass
      Then an issue of "berlin" is open
      And the command "hostname" of "berlin" was taken by Orlando Patch 1
      When the host of "berlin" has 50 GB of free disk space
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

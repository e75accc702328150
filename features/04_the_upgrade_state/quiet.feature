@mid
Feature: The quiet while a MID Server upgrades
  A new version of the instance and an old one of the MID Server might misunderstand each other. While a MID Server is
  Upgrading they exchange neither commands nor results; both wait until it is Up.
  Documentation: MID Server upgrades, "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And Orlando Patch 2 is assigned

  @STATE-QUIET
  Rule: A MID Server that is Upgrading takes no command and sends no result

    Scenario: A command comes while the packages are extracted
      Given the host of "berlin" takes 60 minutes to extract a package
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "hostname" is sent to "berlin"
      And 15 minutes pass
      Then "berlin" is Upgrading
      And the command "hostname" waits for "berlin"
      When 3 hours pass
      Then the command "hostname" of "berlin" was taken by Orlando Patch 2
      And "berlin" has taken no command and sent no result while Upgrading
      And the result of the command "hostname" has come from "berlin" once

  @STATE-QUEUED-OUTPUT
  Rule: Once the upgrade has succeeded, results are sent and commands are taken again

    Scenario: Commands come while the service restarts
      Given the host of "berlin" takes 40 minutes to restart the service
      When up to 2 hours pass until "berlin" is Upgrading
      And 5 minutes pass
      Then "berlin" is Upgrading
      When the command "hostname" is sent to "berlin"
      And the command "uptime" is sent to "berlin"
      And 1 hour passes
      Then the result of the command "hostname" has come from "berlin" once
      And the result of the command "uptime" has come from "berlin" once
      And "berlin" runs Orlando Patch 2

    @concurrent
    Scenario: A command that was taken before ends meanwhile
      Given the host of "berlin" takes 60 minutes to extract a package
      And the host of "berlin" takes 90 minutes to run "backup"
      And "berlin" has been running for 45 minutes
      When the command "backup" is sent to "berlin"
      And 6 hours pass
      Then the result of the command "backup" has come from "berlin" once
      And "berlin" has taken no command and sent no result while Upgrading
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

    @concurrent
    Scenario: The upgrade fails after the command has ended, and succeeds later
      Given the host of "berlin" takes 60 minutes to extract a package
      And the host of "berlin" takes 90 minutes to run "backup"
      And the host of "berlin" refuses to replace a third file
      And "berlin" has been running for 45 minutes
      When the command "backup" is sent to "berlin"
      And 8 hours pass
      Then "berlin" has run Orlando Patch 1
      When the host of "berlin" works again
      And 8 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And the result of the command "backup" has come from "berlin" once
      And "berlin" has taken no command and sent no result while Upgrading

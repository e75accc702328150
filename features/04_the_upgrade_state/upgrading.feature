@mid
Feature: The status Upgrading
  While a MID Server upgrades, its instance must not take it for one that works: the old version might misunderstand what
  the new instance says.
  Documentation: MID Server upgrades, "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And Orlando Patch 2 is assigned

  @STATE-UPGRADING
  Rule: The status is Upgrading while the upgrade runs, and Up once it has succeeded

    Scenario: The instance sees the whole upgrade
      When 1 hour and 30 minutes pass
      Then the instance has seen "berlin" as Up, Upgrading, Up
      And "berlin" runs Orlando Patch 2

    Scenario: The status is Upgrading from the first replaced file until the new version runs
      Given the host of "berlin" takes 30 minutes to restart the service
      When 1 hour and 15 minutes pass
      Then the installed files of "berlin" were replaced in the status Upgrading
      And "berlin" is Upgrading
      And the record of "berlin" says Orlando Patch 1
      When another 30 minutes pass
      Then "berlin" is Up
      And the record of "berlin" says Orlando Patch 2
      And "berlin" runs Orlando Patch 2

    Scenario: A command has asked for the upgrade
      When the command "autoUpgrade" is sent to "berlin"
      And 30 minutes pass
      Then the instance has seen "berlin" as Up, Upgrading, Up
      And "berlin" runs Orlando Patch 2

    Scenario: The MID Server is pinned, and upgrades when it starts
      When the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      And 30 minutes pass
      Then the installed files of "berlin" were replaced in the status Upgrading
      And "berlin" runs Orlando Patch 4

    Scenario: A command to pause does not change it
      Given the host of "berlin" takes 60 minutes to extract a package
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "pauseMid" is sent to "berlin"
      And 15 minutes pass
      Then "berlin" is Upgrading

    Scenario: The instance is away for a while in the middle of it
      Given the host of "berlin" takes 10 minutes to extract a package
      When up to 2 hours pass until "berlin" is Upgrading
      And the instance refuses connections
      And 5 minutes pass
      And the instance works again
      And 2 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" is Up

    Scenario: A failed upgrade changes no version
      Given the download site answers requests for packages with error 500
      When 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 1
      And the record of "berlin" says Orlando Patch 1
      When the download site works again
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And the record of "berlin" says Orlando Patch 2

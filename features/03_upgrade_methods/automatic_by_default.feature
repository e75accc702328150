@mid
Feature: Automatic upgrades are on
  Nobody has to ask for an upgrade. A MID Server that was installed and left alone keeps up with its instance.
  Documentation: MID Server upgrades, "Upgrade methods".

  @AUTO-DEFAULT
  Rule: A MID Server without any configuration upgrades by itself

    Scenario: Another version is assigned
      Given the MID Server "berlin" runs Orlando Patch 1
      And Orlando Patch 2 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

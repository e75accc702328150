@instance
Feature: The upgrade of the instance
  An instance that has been upgraded does not wait until its MID Servers ask. It tells them.
  Documentation: MID Server upgrades, "Upgrade methods" and "The Upgrade state".

  @AUTO-ON-INSTANCE-UPGRADE
  Rule: An upgraded instance sends autoUpgrade to each MID Server that has a different version

    Scenario: Two MID Servers have a different version
      Given the MID Servers "berlin" and "munich" run Orlando Patch 1
      When the instance is upgraded to Orlando Patch 2
      Then the command "autoUpgrade" waits for "berlin"
      And the command "autoUpgrade" waits for "munich"

    Scenario: One MID Server has the new version already
      Given the MID Server "berlin" runs Orlando Patch 1
      And the MID Server "munich" runs Orlando Patch 2
      When the instance is upgraded to Orlando Patch 2
      Then the command "autoUpgrade" waits for "berlin"

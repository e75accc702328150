@instance
Feature: The upgrade of the instance
  An instance that has been upgraded does not wait until its MID Servers ask. It tells them, so that old ones do not work
  with the new instance for up to an hour.
  Documentation: MID Server upgrades, "Upgrade methods" and "The Upgrade state".

  @AUTO-ON-INSTANCE-UPGRADE
  Rule: An upgraded instance sends autoUpgrade to each MID Server that has a different version

    Scenario: Two MID Servers have the version of the instance before
      Given the MID Servers "berlin" and "munich" run Orlando Patch 1
      And no command "autoUpgrade" waits for "berlin" and "munich"
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin" and "munich"

    Scenario: A hotfix is a different version, too
      Given the MID Servers "berlin" and "munich" run Orlando Patch 1
      And no command "autoUpgrade" waits for "berlin" and "munich"
      When the instance is upgraded to Orlando Patch 1 Hotfix 1
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin" and "munich"

    Scenario: The instance is upgraded a second time
      Given the MID Server "berlin" runs Orlando Patch 1
      When the instance is upgraded to Orlando Patch 2
      And an administrator clicks Clear queue for "berlin"
      And the instance is upgraded to Orlando Patch 3
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin"

    Scenario: MID Servers have other versions, older and newer
      Given the MID Server "berlin" runs Orlando Patch 1
      And the MID Server "munich" runs New York Patch 9
      And the MID Server "vienna" runs Orlando Patch 3
      And no command "autoUpgrade" waits for "berlin", "munich" and "vienna"
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin", "munich" and "vienna"

    Scenario: One MID Server has the new version already
      Given the MID Server "berlin" runs Orlando Patch 1
      And the MID Server "munich" runs Orlando Patch 2
      And no command "autoUpgrade" waits for "berlin"
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin"

@instance
Feature: The upgrade of the instance
  An instance that has been upgraded does not wait until its MID Servers ask. It tells them, so that old ones do not work
  with the new instance for up to an hour. It may take 10 minutes for it, and may tell those that have its version as well.
  Documentation: MID Server upgrades, "Upgrade methods" and "The Upgrade state".

  @AUTO-ON-INSTANCE-UPGRADE
  Rule: An upgraded instance sends autoUpgrade to each MID Server that has a different version

    Scenario Outline: A MID Server that has the version of the instance before is sent the command
      Given the MID Server "berlin" runs <before>
      And no command "autoUpgrade" waits for "berlin"
      When the instance is upgraded to <after>
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin"

      Examples:
        | case                     | before                            | after                             |
        | newer patch              | Orlando Patch 1                   | Orlando Patch 2                   |
        | older patch              | Orlando Patch 10                  | Orlando Patch 1                   |
        | hotfix                   | Orlando Patch 1                   | Orlando Patch 1 Hotfix 1          |
        | back to the patch itself | Orlando Patch 1 Hotfix 1          | Orlando Patch 1                   |
        | second build             | San Diego Patch 10 (first build)  | San Diego Patch 10 (second build) |
        | first build              | San Diego Patch 10 (second build) | San Diego Patch 10 (first build)  |
        | next family              | Orlando Patch 1                   | Paris Patch 1                     |
        | family before            | Orlando Patch 1                   | New York Patch 9                  |

    Scenario: Each of four MID Servers with other versions is sent the command
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And the MID Server "munich" runs New York Patch 9
      And the MID Server "vienna" runs Orlando Patch 3
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin", "berlina", "munich" and "vienna"

    Scenario Outline: A MID Server that has the new version already does not keep the command from another
      Given the MID Servers "munich" and "vienna" run <new>
      And the MID Server "berlin" runs <other>
      When the instance is upgraded to <new>
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin"

      Examples:
        | case       | new             | other           |
        | older than | Orlando Patch 2 | Orlando Patch 1 |
        | newer than | Orlando Patch 2 | Orlando Patch 3 |

    Scenario Outline: A MID Server is sent the command of an upgraded instance in whatever domain it is
      Given the MID Servers "berlin" and "munich" run Orlando Patch 1
      And the <what> of "berlin" is in the domain north
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin" and "munich"

      Examples:
        | case          | what   |
        | of its user   | user   |
        | of its record | record |

    Scenario Outline: A MID Server is sent the command of an upgraded instance in other statuses, too
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" reports the status <status>
      When the instance is upgraded to Paris Patch 1
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin"

      Examples:
        | case          | status         |
        | failed before | Upgrade Failed |
        | paused        | Paused         |
        | upgrading     | Upgrading      |

    Scenario Outline: Whatever else waits for a MID Server, it is sent the command of an upgraded instance
      Given the MID Servers "berlin" and "munich" run Orlando Patch 1
      And the command "<command>" is sent to "berlin"
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin" and "munich"
      And the command "<command>" waits for "berlin"

      Examples:
        | case         | command  |
        | for its host | hostname |
        | for itself   | grabLog  |

    Scenario Outline: An override that ends with the upgrade of the instance keeps no command back
      Given the MID Server "berlin" runs <override>
      And the property mid.version.override is <override>
      When the instance is upgraded to Orlando Patch 3
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin"

      Examples:
        | case           | override         |
        | older override | Orlando Patch 2  |
        | newer override | Orlando Patch 4  |
        | other family   | New York Patch 9 |

    Scenario: An instance that is upgraded again sends the command again
      Given the MID Servers "berlin" and "munich" run Orlando Patch 1
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      And an administrator clicks Clear queue for "berlin" and "munich"
      And the instance is upgraded to Orlando Patch 3
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin" and "munich"

    Scenario: An instance that was restarted before it is upgraded sends the command as well
      Given the MID Servers "berlin" and "munich" run Orlando Patch 1
      When the instance is restarted
      And the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin" and "munich"

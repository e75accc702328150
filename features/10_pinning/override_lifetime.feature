@instance
Feature: How long the property mid.version.override lasts
  It is not there until an administrator adds it, outlives every restart of the instance, and ends with the next upgrade of
  the instance. The instance's own version is Orlando Patch 1 to begin with, as is mid.buildstamp.
  Documentation: MID Server upgrades, "Version control properties".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @VER-OVERRIDE-ABSENT
  Rule: The property mid.version.override is not there until somebody adds it

    Scenario: A fresh instance has no override, until somebody adds one
      When 1 hour passes
      Then the property mid.version.override is not set
      And InstanceInfo answers "berlin" with Orlando Patch 1
      When the property mid.version.override is Orlando Patch 3
      And 1 hour passes
      Then InstanceInfo answers "berlin" with Orlando Patch 3

  @VER-OVERRIDE-RESTART
  Rule: The override survives a restart of the instance

    Scenario Outline: The override is there after a restart, and handed out
      Given <stamp> is assigned
      And the property mid.version.override is <override>
      When the instance is restarted
      Then the property mid.version.override is <override>
      And InstanceInfo answers "berlin" with <override>

      Examples:
        | case                           | stamp           | override         |
        | mid.buildstamp as it was       | Orlando Patch 1 | Orlando Patch 3  |
        | mid.buildstamp changed as well | Orlando Patch 2 | Orlando Patch 3  |
        | an older family                | Orlando Patch 4 | New York Patch 9 |

    Scenario: An override that names the instance's own version is there after a restart as well
      Given Orlando Patch 3 is assigned
      And the property mid.version.override is Orlando Patch 1
      When the instance is restarted
      Then the property mid.version.override is Orlando Patch 1
      And the property mid.buildstamp is Orlando Patch 1

    Scenario: The override is there after a second restart, a day later
      Given the property mid.version.override is Orlando Patch 3
      And the instance is restarted
      And 24 hours pass
      When the instance is restarted
      Then InstanceInfo answers "berlin" with Orlando Patch 3

  @VER-OVERRIDE-CLEARED
  Rule: An upgrade of the instance clears the override

    Scenario Outline: The override is gone after an upgrade of the instance, whatever it was
      Given the property mid.version.override is <override>
      When the instance is upgraded to <version>
      Then the property mid.version.override is empty or gone
      And InstanceInfo answers "berlin" with <version>

      Examples:
        | case              | override                 | version                  |
        | newer             | Orlando Patch 3          | Orlando Patch 2          |
        | older             | Orlando Patch 2          | Orlando Patch 3          |
        | equal             | Orlando Patch 2          | Orlando Patch 2          |
        | what runs         | Orlando Patch 1          | Orlando Patch 2          |
        | an older family   | New York Patch 9         | Orlando Patch 4          |
        | the family before | Orlando Patch 3          | Paris Patch 1            |
        | a hotfix          | Orlando Patch 1 Hotfix 1 | Orlando Patch 2          |
        | a family back     | Orlando Patch 3          | New York Patch 9         |
        | a patch back      | Orlando Patch 3          | Orlando Patch 0 Hotfix 1 |

    Scenario: The override stays gone when the instance is restarted after its upgrade
      Given the property mid.version.override is Orlando Patch 3
      And the instance is upgraded to Orlando Patch 2
      When the instance is restarted
      Then the property mid.version.override is empty or gone
      And InstanceInfo answers "berlin" with Orlando Patch 2

    Scenario: The override stays gone when the instance is restarted before its upgrade and after it
      Given the property mid.version.override is Orlando Patch 3
      And the instance is restarted
      And the instance is upgraded to Orlando Patch 2
      When the instance is restarted
      Then InstanceInfo answers "berlin" with Orlando Patch 2

    Scenario: An override that is set again is gone after the second upgrade of the instance
      Given the property mid.version.override is Orlando Patch 3
      And the instance is upgraded to Orlando Patch 2
      And the property mid.version.override is Orlando Patch 4
      When the instance is upgraded to Paris Patch 1
      Then the property mid.version.override is empty or gone

    Scenario: A MID Server that was Down during the upgrade of the instance is told the new version
      Given the property mid.version.override is Orlando Patch 3
      And "berlin" is stopped
      And the instance is upgraded to Orlando Patch 2
      When "berlin" is started
      Then InstanceInfo answers "berlin" with Orlando Patch 2

    Scenario: An upgrade that ends the override is told to those who ran it and to those who did not
      Given the MID Server "berlina" runs Orlando Patch 3
      And the property mid.version.override is Orlando Patch 3
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      Then the command "autoUpgrade" waits for "berlin" and "berlina"

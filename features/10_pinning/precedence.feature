@mid
Feature: Which version counts
  An administrator can name the version of one MID Server, or of all of them, and the instance has one of its own. The pin
  stands in config.xml, which a MID Server reads when it starts: whoever changes it there restarts it.
  Documentation: MID Server upgrades, "Version control properties" and "Version control configuration parameter".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @VER-PRECEDENCE
  Rule: mid.pinned.version beats mid.version.override, which beats mid.buildstamp

    Scenario Outline: All three may name a version
      Given the property mid.buildstamp is Orlando Patch 2
      And the property mid.version.override is <override>
      And the parameter mid.pinned.version of "berlin" is <pin>
      When 2 hours pass
      Then "berlin" has run Orlando Patch 1, then <version>

      Examples:
        | case                     | pin             | override        | version         |
        | neither pin nor override | not set         | not set         | Orlando Patch 2 |
        | override alone           | not set         | Orlando Patch 3 | Orlando Patch 3 |
        | pin alone                | Orlando Patch 4 | not set         | Orlando Patch 4 |
        | pin and override         | Orlando Patch 4 | Orlando Patch 3 | Orlando Patch 4 |

    Scenario: The pin is removed
      Given the property mid.buildstamp is Orlando Patch 2
      And the property mid.version.override is Orlando Patch 3
      And the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      When 30 minutes pass
      And the parameter mid.pinned.version of "berlin" is not set
      And 3 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4, then Orlando Patch 3

    Scenario: The override is emptied
      Given the property mid.buildstamp is Orlando Patch 2
      And the property mid.version.override is Orlando Patch 3
      When 2 hours pass
      And the property mid.version.override is empty
      And 3 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3, then Orlando Patch 2

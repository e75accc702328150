@mid
Feature: Which version counts
  An administrator can name the version of one MID Server, or of all of them, and the instance has one of its own.
  Documentation: MID Server upgrades, "Version control properties" and "Version control configuration parameter".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And "berlin" is stopped

  @VER-PRECEDENCE
  Rule: mid.pinned.version beats mid.version.override, which beats mid.buildstamp

    Scenario Outline: All three may name a version
      Given the property mid.buildstamp names Orlando Patch 2
      And the property mid.version.override names <override>
      And the parameter mid.pinned.version of "berlin" names <pin>
      When "berlin" is started
      And 30 minutes pass
      Then "berlin" runs <version>

      Examples:
        | case                       | pin             | override        | version         |
        | neither pin nor override   | nothing         | nothing         | Orlando Patch 2 |
        | override alone             | nothing         | Orlando Patch 3 | Orlando Patch 3 |
        | pin alone                  | Orlando Patch 4 | nothing         | Orlando Patch 4 |
        | pin and override           | Orlando Patch 4 | Orlando Patch 3 | Orlando Patch 4 |

    Scenario: What stood above is taken away, one after the other
      Given the property mid.buildstamp names Orlando Patch 2
      And the property mid.version.override names Orlando Patch 3
      And the parameter mid.pinned.version of "berlin" names Orlando Patch 4
      And "berlin" is started
      When 30 minutes pass
      Then "berlin" runs Orlando Patch 4
      When "berlin" is stopped
      And the parameter mid.pinned.version of "berlin" names nothing
      And "berlin" is started
      And 30 minutes pass
      Then "berlin" runs Orlando Patch 3
      When the property mid.version.override names nothing
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

@mid
Feature: A failed upgrade within the release family
  A MID Server that cannot take a patch goes on with the version it has.
  Documentation: MID Server upgrades, "Failed upgrades" and "MID Server pre-upgrade check".

  @FAIL-PATCH
  Rule: A failed upgrade within the family leaves the MID Server Up, on the version it has

    Scenario Outline: The packages cannot be downloaded
      Given the MID Server "berlin" runs <installed>
      And the download site refuses to hand out packages
      And <assigned> is assigned
      When 1 hour passes
      And up to 24 hours pass, until "berlin" is Up
      Then "berlin" is Up
      And "berlin" has never been Upgrade Failed
      And "berlin" runs <installed>
      When the download site works again
      And 1 hour and 30 minutes pass
      Then "berlin" runs <assigned>

      Examples:
        | case                  | installed       | assigned         |
        | the next patch        | Orlando Patch 1 | Orlando Patch 2  |
        | one digit, two digits | Orlando Patch 1 | Orlando Patch 10 |
        | the patch before      | Orlando Patch 2 | Orlando Patch 1  |

    Scenario: Commands are taken again
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site refuses to hand out packages
      And Orlando Patch 2 is assigned
      When 1 hour passes
      And up to 24 hours pass, until "berlin" is Up
      And the command "hostname" is sent to "berlin"
      And 10 minutes pass
      Then the command "hostname" of "berlin" is processed
      And "berlin" runs Orlando Patch 1
      When the download site works again
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

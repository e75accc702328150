@mid
Feature: A failed download
  What fails on the way to another release family needs an administrator, and the status says so. Within the family a MID
  Server that cannot take a patch goes on with the version it has. In both cases the download site answers, but hands out
  no package.
  Documentation: MID Server upgrades, "Failed upgrades" and "MID Server pre-upgrade check".

  @FAIL-FAMILY
  Rule: A failed upgrade to another release family leaves the status Upgrade Failed

    Scenario Outline: To another family
      Given the MID Server "berlin" runs <installed>
      And the download site refuses to hand out packages
      And <assigned> is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has tried to download a package
      And "berlin" is Upgrade Failed
      And "berlin" runs <installed>

      Examples:
        | case                          | installed                | assigned                |
        | the next family               | Orlando Patch 1          | Paris Patch 1           |
        | two families on               | New York Patch 9         | Paris Patch 1           |
        | a later family, built earlier | London Patch 10 Hotfix 3 | Madrid Patch 0 Hotfix 1 |
        | the family before             | Paris Patch 1            | Orlando Patch 1         |

    Scenario: The status stays as long as nothing changes
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site refuses to hand out packages
      And Paris Patch 1 is assigned
      When 2 hours and 30 minutes pass
      Then "berlin" has tried to download a package
      And "berlin" is Upgrade Failed
      And "berlin" runs Orlando Patch 1

  @FAIL-PATCH
  Rule: A failed upgrade within the family leaves the MID Server Up, on the version it has

    Scenario Outline: Within the family
      Given the MID Server "berlin" runs <installed>
      And the download site refuses to hand out packages
      And <assigned> is assigned
      When 1 hour and 30 minutes pass
      And up to 24 hours pass, until "berlin" is Up
      Then "berlin" has tried to download a package
      And "berlin" is Up
      And "berlin" runs <installed>
      When the download site works again
      And 1 hour and 30 minutes pass
      Then "berlin" runs <assigned>
      And "berlin" has never been Upgrade Failed

      Examples:
        | case                  | installed       | assigned         |
        | the next patch        | Orlando Patch 1 | Orlando Patch 2  |
        | one digit, two digits | Orlando Patch 1 | Orlando Patch 10 |
        | the patch before      | Orlando Patch 2 | Orlando Patch 1  |

    Scenario: Commands are taken again
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site refuses to hand out packages
      And Orlando Patch 2 is assigned
      When 1 hour and 30 minutes pass
      And up to 24 hours pass, until "berlin" is Up
      And the command "hostname" is sent to "berlin"
      And 10 minutes pass
      Then "berlin" has tried to download a package
      And the result of the command "hostname" has come from "berlin"
      And "berlin" runs Orlando Patch 1
      When the download site works again
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

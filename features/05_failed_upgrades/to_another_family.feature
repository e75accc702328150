@mid
Feature: A failed upgrade to another release family
  What fails on the way to another family needs an administrator, and the status says so.
  Documentation: MID Server upgrades, "Failed upgrades" and "MID Server pre-upgrade check".

  @FAIL-FAMILY
  Rule: A failed upgrade to another release family leaves the status Upgrade Failed

    Scenario Outline: The packages cannot be downloaded
      Given the MID Server "berlin" runs <installed>
      And the download site refuses to hand out packages
      And <assigned> is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" is Upgrade Failed
      And "berlin" runs <installed>

      Examples:
        | case                                   | installed                 | assigned                |
        | the next family                        | Orlando Patch 1           | Paris Patch 1           |
        | two families on                        | New York Patch 9          | Paris Patch 1           |
        | a later family, built earlier          | London Patch 10 Hotfix 3  | Madrid Patch 0 Hotfix 1 |

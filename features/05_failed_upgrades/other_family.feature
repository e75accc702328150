@mid
Feature: A failed upgrade to another release family
  What fails on the way to another release family needs an administrator, and the status says so.
  Documentation: MID Server upgrades, "Failed upgrades" and "MID Server pre-upgrade check".

  @FAIL-FAMILY
  Rule: A failed upgrade to another release family leaves the status Upgrade Failed

    Scenario Outline: The download fails
      Given the MID Server "berlin" runs <installed>
      And the download site answers requests for packages with error 500
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

    Scenario Outline: Something fails after the download
      Given the MID Server "berlin" runs Orlando Patch 1
      And <fault>
      And Paris Patch 1 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has tried to download a package
      And "berlin" is Upgrade Failed
      And "berlin" runs Orlando Patch 1

      Examples:
        | case                   | fault                                                                  |
        | the verification fails | the download site answers requests for packages with tampered packages |
        | the extraction fails   | the host of "berlin" refuses to extract packages                       |

    Scenario Outline: A pre-upgrade test fails
      Given the MID Server "berlin" runs <installed>
      And the host of "berlin" has 0.5 GB of free disk space
      And <assigned> is assigned
      When 1 hour and 30 minutes pass
      Then an issue of "berlin" is open
      And "berlin" is Upgrade Failed
      And "berlin" runs <installed>

      Examples:
        | case                          | installed                | assigned                |
        | the next family               | Orlando Patch 1          | Paris Patch 1           |
        | a later family, built earlier | London Patch 10 Hotfix 3 | Madrid Patch 0 Hotfix 1 |
        | the family before             | Paris Patch 1            | Orlando Patch 1         |

    Scenario Outline: Whatever has asked for the upgrade
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers requests for packages with error 500
      And Paris Patch 1 is assigned
      When <trigger>
      And 30 minutes pass
      Then "berlin" has tried to download a package
      And "berlin" is Upgrade Failed

      Examples:
        | case    | trigger                                                       |
        | command | the command "autoUpgrade" is sent to "berlin"                 |
        | pin     | the parameter mid.pinned.version of "berlin" is Paris Patch 1 |

    Scenario: The MID Server is started while the download site is out of order
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is stopped
      And the download site answers requests for packages with error 500
      And Paris Patch 1 is assigned
      When "berlin" is started
      And 30 minutes pass
      Then "berlin" has tried to download a package
      And "berlin" is Upgrade Failed

    Scenario: The tests fail again and again
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" has 0.5 GB of free disk space
      And Paris Patch 1 is assigned
      When 3 hours and 30 minutes pass
      Then an issue of "berlin" is open
      And "berlin" is Upgrade Failed
      And "berlin" runs Orlando Patch 1

    Scenario: The status stays as long as nothing changes
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers requests for packages with error 500
      And Paris Patch 1 is assigned
      When 2 hours and 30 minutes pass
      Then "berlin" has tried to download a package
      And "berlin" is Upgrade Failed
      And "berlin" runs Orlando Patch 1

@mid
Feature: A failed upgrade to another release family
  What fails on the way to another release family needs an administrator, and the status says so. What was to be installed
  when it failed counts, not what was assigned before.
  Documentation: MID Server upgrades, "Failed upgrades" and "MID Server pre-upgrade check".

  @FAIL-FAMILY
  Rule: A failed upgrade to another release family leaves the status Upgrade Failed

    Scenario Outline: The download of another family fails
      Given the MID Server "berlin" runs <installed>
      And the download site answers requests for packages with error 500
      When "berlin" is asked to upgrade to <assigned> at the hour
      Then "berlin" has tried to download a package
      And "berlin" is Upgrade Failed

      Examples:
        | case                          | installed                | assigned                |
        | the next family               | Orlando Patch 1          | Paris Patch 1           |
        | two families on               | New York Patch 9         | Paris Patch 1           |
        | a later family, built earlier | London Patch 10 Hotfix 3 | Madrid Patch 0 Hotfix 1 |
        | the family before             | Paris Patch 1            | Orlando Patch 1         |
        | two families back             | Paris Patch 1            | New York Patch 9        |
        | back to an earlier build      | Orlando Patch 1 Hotfix 2 | New York Patch 9        |

    Scenario Outline: Something fails on the way to another family, whatever it is
      Given the MID Server "berlin" runs <installed>
      And <fault>
      When "berlin" is asked to upgrade to <assigned> at the hour
      Then "berlin" is Upgrade Failed
      And "berlin" has run <installed>

      Examples:
        | case                              | installed       | assigned         | fault                                                                     |
        | a test                            | Orlando Patch 1 | Paris Patch 1    | the host of "berlin" has 0.5 GB of free disk space                        |
        | a test, on the way back           | Paris Patch 1   | Orlando Patch 1  | the host of "berlin" has 0.5 GB of free disk space                        |
        | the list of packages              | Orlando Patch 1 | Paris Patch 1    | the instance answers requests for the list of packages with an empty list |
        | one of two packages               | Orlando Patch 1 | Paris Patch 1    | the download site answers requests for the Java runtime with error 404    |
        | half a download                   | Orlando Patch 1 | Paris Patch 1    | the download site answers requests for packages with half of each package |
        | the verification                  | Orlando Patch 1 | Paris Patch 1    | the download site answers requests for packages with tampered packages    |
        | the verification, on the way back | Paris Patch 1   | New York Patch 9 | the download site answers requests for packages with tampered packages    |
        | the extraction                    | Orlando Patch 1 | Paris Patch 1    | the host of "berlin" refuses to extract packages                          |
        | the first file                    | Orlando Patch 1 | Paris Patch 1    | the host of "berlin" refuses to replace files in bin                      |
        | a third file                      | Orlando Patch 1 | New York Patch 9 | the host of "berlin" refuses to replace a third file                      |

    Scenario Outline: The way to another family fails, whoever has asked for it
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers requests for packages with error 500
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has tried to download a package
      And "berlin" is Upgrade Failed

      Examples:
        | case     | assigned         | way                           |
        | command  | Paris Patch 1    | by command                    |
        | click    | Paris Patch 1    | by hand                       |
        | start    | New York Patch 9 | at its start                  |
        | pin      | Paris Patch 1    | by its pin                    |
        | override | New York Patch 9 | by the override               |
        | instance | Paris Patch 1    | by an upgrade of the instance |

    Scenario Outline: The status stays Upgrade Failed as long as nothing changes
      Given the MID Server "berlin" runs Orlando Patch 1
      And <fault>
      And "berlin" is asked to upgrade to Paris Patch 1 at the hour
      When <time> pass
      And the next check is over
      Then "berlin" is Upgrade Failed

      Examples:
        | case              | time       | fault                                                          |
        | a test            | 3 days     | the host of "berlin" has 0.5 GB of free disk space             |
        | the download      | 3 days     | the download site answers requests for packages with error 500 |
        | two more checks   | 60 minutes | the download site answers requests for packages with error 500 |
        | three more checks | 2 hours    | the host of "berlin" has 0.5 GB of free disk space             |

    Scenario Outline: A family that has failed before a restart fails again after it
      Given the MID Server "berlin" runs Orlando Patch 1
      And <fault>
      And "berlin" is asked to upgrade to Paris Patch 1 at the hour
      When "berlin" is asked to upgrade to Paris Patch 1 at its start
      Then "berlin" has checked
      And "berlin" is Upgrade Failed

      Examples:
        | case         | fault                                                          |
        | a test       | the host of "berlin" has 0.5 GB of free disk space             |
        | the download | the download site answers requests for packages with error 500 |

    Scenario: A family fails after a patch has gone well
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the download site answers requests for packages with error 500
      When "berlin" is asked to upgrade to Paris Patch 1 at the hour
      Then "berlin" is Upgrade Failed
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @FAIL-FAMILY-OVER
  Rule: A MID Server whose failed upgrade is no longer wanted upgrades to the next different version

    Scenario Outline: A MID Server whose running version is assigned again after a family has failed follows the instance
      Given the MID Server "berlin" runs Orlando Patch 1
      And <fault>
      And "berlin" is asked to upgrade to <family> <way>
      And <repair>
      When "berlin" is asked to upgrade to Orlando Patch 1 at the hour
      Then "berlin" has run Orlando Patch 1
      And "berlin" still follows the instance

      Examples:
        | case                          | fault                                                          | family           | way         | repair                                            |
        | a test                        | the host of "berlin" has 0.5 GB of free disk space             | Paris Patch 1    | at the hour | the host of "berlin" has 50 GB of free disk space |
        | the download, on the way back | the download site answers requests for packages with error 500 | New York Patch 9 | by command  | the download site works again                     |
        | the replacement               | the host of "berlin" refuses to replace a third file           | Paris Patch 1    | by hand     | the host of "berlin" works again                  |

@mid
Feature: A failed upgrade within a release family
  A MID Server that cannot take a patch goes on with the version it has, and with its work. When it is Up again is not said;
  a day must be enough.
  Documentation: MID Server upgrades, "Failed upgrades" and "MID Server pre-upgrade check".

  @FAIL-PATCH
  Rule: A failed upgrade within the family leaves the MID Server Up, on the version it has

    Scenario Outline: The download within the family fails
      Given the MID Server "berlin" runs <installed>
      And the download site answers requests for packages with error 500
      When "berlin" is asked to upgrade to <assigned> at the hour
      Then "berlin" has tried to download a package
      And "berlin" is Up within a day
      And "berlin" upgrades to <assigned> once all is well
      And "berlin" has never been Upgrade Failed

      Examples:
        | case                  | installed                        | assigned                          |
        | the next patch        | Orlando Patch 1                  | Orlando Patch 2                   |
        | one digit, two digits | Orlando Patch 1                  | Orlando Patch 10                  |
        | the patch before      | Orlando Patch 2                  | Orlando Patch 1                   |
        | to a hotfix           | Orlando Patch 1                  | Orlando Patch 1 Hotfix 1          |
        | from a hotfix         | Orlando Patch 1 Hotfix 2         | Orlando Patch 2                   |
        | another build         | San Diego Patch 10 (first build) | San Diego Patch 10 (second build) |

    Scenario Outline: The upgrade within the family fails, whoever has asked for it
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers requests for packages with error 500
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has tried to download a package
      And "berlin" is Up within a day
      And "berlin" has never been Upgrade Failed
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case     | assigned        | way                           |
        | command  | Orlando Patch 2 | by command                    |
        | click    | Orlando Patch 2 | by hand                       |
        | start    | Orlando Patch 2 | at its start                  |
        | pin      | Orlando Patch 4 | by its pin                    |
        | override | Orlando Patch 3 | by the override               |
        | instance | Orlando Patch 2 | by an upgrade of the instance |

    Scenario Outline: A test that fails leaves the MID Server Up before the next check
      Given the MID Server "berlin" runs <installed>
      And the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to <assigned> at the hour
      And up to 25 minutes pass until "berlin" is Up
      Then "berlin" is Up
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case               | installed                | assigned        |
        | the next patch     | Orlando Patch 1          | Orlando Patch 2 |
        | back from a hotfix | Orlando Patch 1 Hotfix 1 | Orlando Patch 1 |

    Scenario Outline: Whatever fails within the family, the MID Server works on
      Given the MID Server "berlin" runs Orlando Patch 1
      And <fault>
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When the command "hostname" is sent to "berlin"
      And 15 minutes pass
      Then the result of the command "hostname" has come from "berlin" once
      And the record of "berlin" says Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case             | fault                                                                     |
        | a test           | the host of "berlin" has 0.5 GB of free disk space                        |
        | the list         | the instance answers requests for the list of packages with an empty list |
        | one package      | the download site answers requests for the Java runtime with error 404    |
        | half a download  | the download site answers requests for packages with half of each package |
        | the verification | the download site answers requests for packages with tampered packages    |
        | the extraction   | the host of "berlin" refuses to extract packages                          |
        | the first file   | the host of "berlin" refuses to replace files in bin                      |
        | a third file     | the host of "berlin" refuses to replace a third file                      |

    Scenario: A third failure in a row within the family is like the first
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      And "berlin" is asked to upgrade to Orlando Patch 2 by hand
      And up to 24 hours pass until "berlin" is Up
      When "berlin" is asked to upgrade to Orlando Patch 3 by command
      Then "berlin" has never been Upgrade Failed
      And "berlin" upgrades to Orlando Patch 3 once all is well

    Scenario: A patch fails after a patch has gone well
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the download site answers requests for packages with error 500
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then "berlin" is Up within a day
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well

    Scenario: A patch fails after a family has failed and the MID Server was started again
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Paris Patch 1 by command
      When "berlin" is asked to upgrade to Orlando Patch 2 at its start
      Then "berlin" is Up within a day
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

    Scenario: A MID Server keeps its version over a new start after a failed patch
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" refuses to replace a third file
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When "berlin" is stopped
      And "berlin" is started
      And there is time for an upgrade
      Then "berlin" upgrades to Orlando Patch 2 once all is well, and not before

  @FAIL-RESTORE
  Rule: Files that were replaced already are put back

    Scenario Outline: The files are those of the old version after a third one could not be replaced
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" refuses to replace a third file
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" has tried to download a package
      And "berlin" is Up within a day
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case           | version                  | way          |
        | newer, hour    | Orlando Patch 2          | at the hour  |
        | older, command | Orlando Patch 0 Hotfix 1 | by command   |
        | hotfix, click  | Orlando Patch 1 Hotfix 1 | by hand      |
        | newer, start   | Orlando Patch 3          | at its start |

    Scenario: The files are those of the version of the last upgrade, and not those of an earlier one
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the host of "berlin" refuses to replace a third file
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then "berlin" has tried to download a package
      And "berlin" is Up within a day
      And the files of "berlin" are those of Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well

    Scenario: The files are put back a second time as they were the first time
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" refuses to replace a third file
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When "berlin" is asked to upgrade to Orlando Patch 3 by command
      Then "berlin" has tried to download a package
      And "berlin" is Up within a day
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 3 once all is well

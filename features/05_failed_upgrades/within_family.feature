@mid
Feature: A failed upgrade within a release family
  A MID Server that cannot take a patch goes on with the version it has, and with its work. When it is Up again is not said;
  a day must be enough.
  Documentation: MID Server upgrades, "Failed upgrades" and "MID Server pre-upgrade check".

  @FAIL-PATCH
  Rule: A failed upgrade within the family leaves the MID Server Up, on the version it has

    Scenario Outline: The download fails
      Given the MID Server "berlin" runs <installed>
      And the download site answers requests for packages with error 500
      And <assigned> is assigned
      When 1 hour and 30 minutes pass
      And up to 24 hours pass until "berlin" is Up
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

    Scenario Outline: Whatever fails, commands are taken again
      Given the MID Server "berlin" runs Orlando Patch 1
      And <fault>
      And Orlando Patch 2 is assigned
      When 1 hour and 30 minutes pass
      And up to 24 hours pass until "berlin" is Up
      And the command "hostname" is sent to "berlin"
      And 15 minutes pass
      Then "berlin" has tried to download a package
      And the result of the command "hostname" has come from "berlin" once
      And the record of "berlin" says Orlando Patch 1
      When <repair>
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" has never been Upgrade Failed

      Examples:
        | case             | fault                                                                  | repair                           |
        | the download     | the download site answers requests for packages with error 500         | the download site works again    |
        | the verification | the download site answers requests for packages with tampered packages | the download site works again    |
        | the extraction   | the host of "berlin" refuses to extract packages                       | the host of "berlin" works again |
        | the third file   | the host of "berlin" refuses to replace a third file                   | the host of "berlin" works again |

    Scenario: The third file cannot be replaced, and the MID Server is started again
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" refuses to replace a third file
      And Orlando Patch 2 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has tried to download a package
      When "berlin" is stopped
      And "berlin" is started
      Then "berlin" has run Orlando Patch 1
      When the host of "berlin" works again
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: A pre-upgrade test fails
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" has 0.5 GB of free disk space
      And Orlando Patch 2 is assigned
      When 1 hour and 55 minutes pass
      Then an issue of "berlin" is open
      And "berlin" is Up
      And "berlin" runs Orlando Patch 1
      When the host of "berlin" has 50 GB of free disk space
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" has never been Upgrade Failed

  @FAIL-RESTORE
  Rule: Files that were replaced already are put back

    Scenario: The third file cannot be replaced
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" refuses to replace a third file
      And Orlando Patch 2 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 1
      When the host of "berlin" works again
      And 1 hour and 30 minutes pass
      Then the files of "berlin" are those of Orlando Patch 2
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

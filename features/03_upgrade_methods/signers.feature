@mid
Feature: Who has signed a package, and when
  The documentation shows the output of its command for a good package: ServiceNow has signed it, an authority has stamped the
  time, and the certificate of the signer ends years before that of the authority. What follows from that is left to be read.
  Documentation: MID Server upgrades, "Upgrade methods".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @SIG-SIGNER
  Rule: A package that another organisation has signed is refused, although everybody trusts its root

    Scenario Outline: A good package of somebody else is refused
      Given the download site serves every package of <assigned> signed by another organisation<called>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case                | called                                        | assigned                 | way          |
        | another name, hour  |                                               | Orlando Patch 2          | at the hour  |
        | its common name     | , by the common name of the right one         | Orlando Patch 2          | at the hour  |
        | a name like its own | , whose name begins like the right one's      | Orlando Patch 0 Hotfix 1 | at the hour  |
        | another, command    |                                               | Orlando Patch 2          | by command   |
        | another, click      |                                               | Orlando Patch 1 Hotfix 1 | by hand      |
        | another, start      | , by the common name of the right one         | Orlando Patch 3          | at its start |
        | another, pin        |                                               | Orlando Patch 4          | by its pin   |

    Scenario: Of three packages one by somebody else is enough
      Given the instance answers requests for the list of packages with three packages
      And the download site serves the third package of Orlando Patch 2 signed by another organisation
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has tried to download a package
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

  @SIG-TIMESTAMP
  Rule: A package outlasts its signer's certificate if a trusted timestamp shows that it was valid

    Scenario Outline: A package that was stamped while its signer's certificate was valid is installed
      Given the download site serves every package of <assigned> signed by an expired certificate, and stamped <stamped>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 1, then <assigned>
      And the files of "berlin" are those of <assigned>

      Examples:
        | case                  | stamped             | assigned                 | way          |
        | hour, newer           | while it was valid  | Orlando Patch 2          | at the hour  |
        | hour, older           | while it was valid  | Orlando Patch 0 Hotfix 1 | at the hour  |
        | in its first second   | in its first second | Orlando Patch 2          | at the hour  |
        | in its last second    | in its last second  | Paris Patch 1            | at the hour  |
        | command               | while it was valid  | Orlando Patch 1 Hotfix 1 | by command   |
        | click                 | while it was valid  | Orlando Patch 2          | by hand      |
        | start                 | while it was valid  | Orlando Patch 2          | at its start |
        | pin                   | while it was valid  | Orlando Patch 4          | by its pin   |

    Scenario Outline: A timestamp that does not show that is no help
      Given the download site serves every package of Orlando Patch 2 signed by an expired certificate, <stamped>
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                       | stamped                                           | way         |
        | an unknown authority       | and stamped by an authority that nobody trusts    | at the hour |
        | no authority               | and stamped by a signer of packages               | at the hour |
        | before it was valid        | and stamped before it was valid                   | at the hour |
        | after it was valid         | and stamped after it was valid                    | at the hour |
        | after it was, and command  | and stamped after it was valid                    | by command  |
        | its time was changed       | with another time in its timestamp                | at the hour |
        | the stamp of another       | with the timestamp of another package             | by hand     |

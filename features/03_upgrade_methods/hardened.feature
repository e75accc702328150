@mid
Feature: Packages that the documented command lets pass
  The command that the documentation gives finds nothing wrong with some packages that should never be installed: it looks at what was
  signed, and not at what an extractor makes of it. Read so that these are refused, too.
  Documentation: MID Server upgrades, "Upgrade methods".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @SIG-HARDENED
  Rule: What could be read in two ways, or lands elsewhere than in the agent folder, is refused

    Scenario Outline: A package is refused although its signature is good
      Given the download site serves every package of Orlando Patch 2 <flaw>
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                         | flaw                                                             |
        | a signed file is missing     | with a file removed                                              |
        | a file is there twice        | with a file twice, the bad one first                             |
        | a stray signature file       | with a stray signature file                                      |
        | a stray signature block      | with a stray signature block                                     |
        | a short key                  | signed by a key of 1024 bits                                     |
        | out of the folder            | with a name that leads out of the folder                         |
        | out of it in the end         | with a name that leads out of the folder in the end              |
        | an absolute name             | with an absolute name                                            |
        | a drive letter               | with a drive letter in a name                                    |
        | backslashes                  | with backslashes in a name                                       |
        | upper and lower case         | with names that differ in case alone                             |
        | one file on Windows          | with two names of one file on Windows                            |
        | a stream on Windows          | with the name of a stream on Windows                             |
        | a device on Windows          | with the name of a device on Windows                             |
        | a symbolic link              | with a symbolic link                                             |
        | data before                  | with data before its files                                       |
        | data between                 | with data between its files and their list                       |
        | data after                   | with data after its files                                        |
        | two names                    | with another name in the header of a file                        |
        | two checksums                | with another checksum in the list of files                       |
        | a zip bomb                   | with a zip bomb                                                  |
        | data behind a stream         | with data behind the stream of a file                            |
        | a stream that goes on        | with a stream that goes on behind its file                       |
        | data behind a stored file    | with data behind a stored file                                   |
        | data behind a folder         | with data behind a folder                                        |
        | data in one of two headers   | with data in the header of a file alone                          |
        | for nothing in particular    | signed by a certificate that does not say what it is for         |
        | two alphabets                | with a name that readers spell otherwise                         |
        | a code page                  | with a name that one reader takes by a code page                 |
        | another disk                 | with its second half on another disk                             |
        | a list that goes on          | with a list that is longer than it says                          |
        | a file that is not listed    | with a file that its list lacks                                  |
        | another name in Unicode      | with another name of a file in Unicode                           |
        | sizes of large files         | with other sizes for who reads large archives                    |
        | stamped by a server          | with a timestamp by an authority that is for servers, too        |
        | a strange signature          | with a signature of no known kind beside its own                 |
        | two spellings                | with two spellings of one letter                                 |
        | two spellings, and capitals  | with two spellings of one letter, one of them in capitals        |
        | too long a name              | with a name that is too long for any file                        |
        | too many folders             | with folders in folders, too deep to go through                  |
        | sizes that are there already | with sizes for who reads large archives, which are there already |
        | times once and again         | with the times of a file once and again                          |
        | a size behind a stored file  | with a file that is not packed, and ends where its content says  |
        | two methods                  | with another method in the header of a file                      |
        | a pipe                       | with a pipe                                                      |
        | an empty part of a name      | with a name that has an empty part                               |
        | a control character          | with a control character in a name                               |
        | a folder on Windows          | with a folder by the name of a device on Windows                 |
        | data behind its signature    | with data behind its signature block                             |
        | stamped in the future        | with a timestamp of the future                                   |

    Scenario Outline: A package with a good signature is refused, whatever asks for the upgrade
      Given the download site serves every package of <assigned> <flaw>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case            | assigned                 | flaw                                       | way          |
        | hour, older     | Orlando Patch 0 Hotfix 1 | with a file removed                        | at the hour  |
        | command, hotfix | Orlando Patch 1 Hotfix 1 | with a stream that goes on behind its file | by command   |
        | click           | Orlando Patch 2          | with a file removed                        | by hand      |
        | start           | Orlando Patch 3          | with data after its files                  | at its start |
        | pin             | Orlando Patch 4          | with a file removed                        | by its pin   |

    Scenario Outline: A file that was exchanged after its verification is not installed
      Given the download site serves <package> of Orlando Patch 2 whose file is exchanged on the host before the next one is asked for
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" has tried to download a package
      And "berlin" upgrades to Orlando Patch 2 once all is well
      And the files of "berlin" are those of Orlando Patch 2

      Examples:
        | case    | package           | way         |
        | hour    | the first package | at the hour |
        | command | the first package | by command  |
        | click   | the first package | by hand     |

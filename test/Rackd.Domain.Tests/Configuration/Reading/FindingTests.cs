using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;

namespace Rackd.Domain.Tests.Configuration.Reading;

/// <summary>One snippet per rule, and what is said about it: place, code, key | sentence | suggestion | the other place.</summary>
internal sealed class FindingTests
{
    private static readonly TestCaseData[] _rows =
    [
        Row(
            "A text that is no TOML",
            """
            [dhcp]
            lease_time = 
            """,
            """
            2:14-14 E0101  | a value is missing before the end of the line
            """),
        Row(
            "A key that is misspelt",
            """
            [dhcp]
            lease_tmie = "10m"
            """,
            """
            2:1-11 E0103 dhcp.lease_tmie | unknown key "lease_tmie" in [dhcp] | "lease_time"
            """),
        Row(
            "A key in another spelling",
            """
            [dhcp]
            leaseTime = "10m"
            """,
            """
            2:1-10 E0103 dhcp.leaseTime | unknown key "leaseTime" in [dhcp] | "lease_time"
            """),
        Row(
            "A key that another table has",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.100"
            lease_time = "1h"
            to = "10.1.0.199"
            """,
            """
            6:1-11 E0103 subnet.range.lease_time | unknown key "lease_time" in [[subnet.range]]; it exists in [dhcp], [[subnet]]
            """),
        Row(
            "A key at the top level",
            """
            lease_time = "10m"
            """,
            """
            1:1-11 E0103 lease_time | unknown key "lease_time" at the top level; it exists in [dhcp], [[subnet]]
            """),
        Row(
            "A table that is misspelt",
            """
            [dhpc]
            lease_time = "10m"
            """,
            """
            1:2-6 E0103 dhpc | unknown table [dhpc] | [dhcp]
            """),
        Row(
            "A table that a later version has",
            """
            [discovery]
            mode = "off"
            """,
            """
            1:2-11 E0103 discovery | unknown table [discovery]
            """),
        Row(
            "A subnet in single brackets",
            """
            [subnet]
            cidr = "10.1.0.0/24"
            """,
            """
            1:2-8 E0102 subnet | subnet: expected an array of tables [[subnet]], found a table | [[subnet]]
            """),
        Row(
            "A table in double brackets",
            """
            [[dhcp]]
            enabled = true
            """,
            """
            1:3-7 E0102 dhcp | dhcp: expected the table [dhcp], found an array of tables | [dhcp]
            """),
        Row(
            "A value in place of a table",
            """
            dhcp = true
            """,
            """
            1:8-12 E0102 dhcp | dhcp: expected the table [dhcp], found a boolean
            """),
        Row(
            "A value in place of tables",
            """
            subnet = ["10.1.0.0/24"]
            """,
            """
            1:11-24 E0102 subnet | subnet: expected tables [[subnet]], found a string
            """),
        Row(
            "A key of another version in a machine",
            """
            [[machine]]
            name = "a"
            [machine.power]
            password = "hunter2"
            """,
            """
            3:10-15 E0103 machine.power | unknown key "power" in [[machine]]
            """),
        Row(
            "A number for a duration",
            """
            [dhcp]
            lease_time = 600
            """,
            """
            2:14-17 E0102 dhcp.lease_time | lease_time: expected a duration such as "10m", found an integer | "10m"
            """),
        Row(
            "A duration without unit",
            """
            [dhcp]
            lease_time = "600"
            """,
            """
            2:14-19 E0104 dhcp.lease_time | lease_time: "600" is no duration; write numbers with the units d, h, m and s, such as "10m" or "1h30m" | "10m"
            """),
        Row(
            "A duration in words",
            """
            [dhcp]
            lease_time = "10 minutes"
            """,
            """
            2:14-26 E0104 dhcp.lease_time | lease_time: "10 minutes" is no duration; write numbers with the units d, h, m and s, such as "10m" or "1h30m" | "10m"
            """),
        Row(
            "A duration whose units are out of order",
            """
            [dhcp]
            lease_time = "30m1h"
            """,
            """
            2:14-21 E0104 dhcp.lease_time | lease_time: "30m1h" is no duration; write numbers with the units d, h, m and s, such as "10m" or "1h30m"
            """),
        Row(
            "A lease time that is too short",
            """
            [dhcp]
            lease_time = "29s"
            pxe_lease_time = "30s"
            """,
            """
            2:14-19 E0105 dhcp.lease_time | lease_time: "29s" is not between 30s and 365d
            """),
        Row(
            "A lease time that is too long",
            """
            [dhcp]
            lease_time = "366d"
            """,
            """
            2:14-20 E0105 dhcp.lease_time | lease_time: "366d" is not between 30s and 365d
            """),
        Row(
            "A word for a boolean",
            """
            [dhcp]
            enabled = "yes"
            """,
            """
            2:11-16 E0102 dhcp.enabled | enabled: expected true or false, found a string | true
            """),
        Row(
            "A number for a boolean",
            """
            [dhcp]
            enabled = 1
            """,
            """
            2:11-12 E0102 dhcp.enabled | enabled: expected true or false, found an integer
            """),
        Row(
            "A log level that is cut short",
            """
            [rackd]
            log_level = "info"
            """,
            """
            2:13-19 E0104 rackd.log_level | log_level: expected one of "debug", "information", "warning", "error", found "info" | "information"
            """),
        Row(
            "A log level that is misspelt",
            """
            [rackd]
            log_level = "wraning"
            """,
            """
            2:13-22 E0104 rackd.log_level | log_level: expected one of "debug", "information", "warning", "error", found "wraning" | "warning"
            """),
        Row(
            "A log level that is no string",
            """
            [rackd]
            log_level = 3
            """,
            """
            2:13-14 E0102 rackd.log_level | log_level: expected one of "debug", "information", "warning", "error", found an integer
            """),
        Row(
            "A name with a space",
            """
            [rackd]
            name = "rack 12"
            """,
            """
            2:8-17 E0104 rackd.name | name: "rack 12" is no name; write up to 64 letters, digits and any of . _ - / : | "rack-12"
            """),
        Row(
            "A relative state directory",
            """
            [rackd]
            state_dir = "rackd"
            """,
            """
            2:13-20 E0108 rackd.state_dir | state_dir: "rackd" is relative; a path that starts with / is expected
            """),
        Row(
            "A relative root",
            """
            [tftp]
            root = "srv"
            """,
            """
            2:8-13 E0108 tftp.root | root: "srv" is relative; a path that starts with / is expected
            """),
        Row(
            "A socket path that is too long",
            """
            [control]
            socket = "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            """,
            """
            2:10-120 E0108 control.socket | socket: the path of a socket has at most 107 octets
            """),
        Row(
            "A group with a space",
            """
            [control]
            group = "rackd admin"
            """,
            """
            2:9-22 E0104 control.group | group: "rackd admin" is no group name
            """),
        Row(
            "A port without colon",
            """
            [tftp]
            listen = "69"
            """,
            """
            2:10-14 E0104 tftp.listen | listen: "69" needs a colon before the port | ":69"
            """),
        Row(
            "A port as a number",
            """
            [http]
            listen = 5248
            """,
            """
            2:10-14 E0102 http.listen | listen: expected an address and port such as ":5248", found an integer | ":5248"
            """),
        Row(
            "A host name to listen on",
            """
            [http]
            listen = "localhost:80"
            """,
            """
            2:10-24 E0104 http.listen | listen: "localhost:80" has no numeric address before the port; write ":69", "10.1.0.1:69" or "[::1]:69"
            """),
        Row(
            "An IPv6 address without brackets",
            """
            [http]
            listen = "::1:80"
            """,
            """
            2:10-18 E0104 http.listen | listen: "::1:80" needs brackets around its IPv6 address; write ":69", "10.1.0.1:69" or "[::1]:69" | "[::1]:80"
            """),
        Row(
            "A star to listen on",
            """
            [http]
            listen = "*:80"
            """,
            """
            2:10-16 E0104 http.listen | listen: "*:80" has a star, which is left out to mean every address | ":80"
            """),
        Row(
            "Port zero",
            """
            [http]
            listen = ":0"
            """,
            """
            2:10-14 E0104 http.listen | listen: ":0" has no port between 1 and 65535; write ":69", "10.1.0.1:69" or "[::1]:69"
            """),
        Row(
            "An address without port",
            """
            [http]
            listen = "10.0.0.1"
            """,
            """
            2:10-20 E0104 http.listen | listen: "10.0.0.1" has no port; write ":69", "10.1.0.1:69" or "[::1]:69"
            """),
        Row(
            "A block size that is too small",
            """
            [tftp]
            max_blksize = 511
            """,
            """
            2:15-18 E0105 tftp.max_blksize | max_blksize: 511 is not between 512 and 65464
            """),
        Row(
            "A block size that is too large",
            """
            [tftp]
            max_blksize = 65465
            """,
            """
            2:15-20 E0105 tftp.max_blksize | max_blksize: 65465 is not between 512 and 65464
            """),
        Row(
            "A window size of zero",
            """
            [tftp]
            max_windowsize = 0
            """,
            """
            2:18-19 E0105 tftp.max_windowsize | max_windowsize: 0 is not between 1 and 65535
            """),
        Row(
            "A number in quotation marks",
            """
            [tftp]
            max_transfers = "100"
            """,
            """
            2:17-22 E0102 tftp.max_transfers | max_transfers: expected a number of transfers such as 4096, found a string | 100
            """),
        Row(
            "A subnet without cidr",
            """
            [[subnet]]
            name = "r1"
            """,
            """
            1:1-11 E0106 subnet.cidr | [[subnet]] needs the key "cidr": an IPv4 network such as "10.1.0.0/24"
            """),
        Row(
            "A cidr with host bits",
            """
            [[subnet]]
            cidr = "10.1.66.128/21"
            """,
            """
            2:8-24 E0301 subnet.cidr | cidr: 10.1.66.128/21 has host bits set | "10.1.64.0/21"
            """),
        Row(
            "A cidr without prefix length",
            """
            [[subnet]]
            cidr = "10.1.0.0"
            """,
            """
            2:8-18 E0104 subnet.cidr | cidr: "10.1.0.0" is no IPv4 network; write address and prefix length such as "10.1.0.0/24" | "10.1.0.0/24"
            """),
        Row(
            "A cidr with a mask",
            """
            [[subnet]]
            cidr = "10.1.0.0/255.255.252.0"
            """,
            """
            2:8-32 E0104 subnet.cidr | cidr: "10.1.0.0/255.255.252.0" is no IPv4 network; write address and prefix length such as "10.1.0.0/24" | "10.1.0.0/22"
            """),
        Row(
            "A cidr that is no network",
            """
            [[subnet]]
            cidr = "ten"
            """,
            """
            2:8-13 E0104 subnet.cidr | cidr: "ten" is no IPv4 network; write address and prefix length such as "10.1.0.0/24"
            """),
        Row(
            "A cidr of a multicast network",
            """
            [[subnet]]
            cidr = "224.0.0.0/24"
            """,
            """
            2:8-22 E0104 subnet.cidr | cidr: "224.0.0.0/24" is no network in which hosts are served
            """),
        Row(
            "A cidr of everything",
            """
            [[subnet]]
            cidr = "0.0.0.0/0"
            """,
            """
            2:8-19 E0104 subnet.cidr | cidr: "0.0.0.0/0" is no network in which hosts are served
            """),
        Row(
            "A cidr of IPv6",
            """
            [[subnet]]
            cidr = "fd00:1::/64"
            """,
            """
            2:8-21 E0109 subnet.cidr | cidr: "fd00:1::/64" is an IPv6 network; IPv6 subnets come with a later version
            """),
        Row(
            "A gateway of IPv6",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            gateway = "fe80::1"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:11-20 E0109 subnet.gateway | gateway: "fe80::1" is an IPv6 address; this version takes IPv4 here
            """),
        Row(
            "An address with leading zeros",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            gateway = "10.1.0.001"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:11-23 E0104 subnet.gateway | gateway: "10.1.0.001" is no IPv4 address; write four numbers such as "10.1.0.1" | "10.1.0.1"
            """),
        Row(
            "An address that no host has",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            gateway = "224.0.0.1"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:11-22 E0104 subnet.gateway | gateway: 224.0.0.1 is no address that a host can have
            """),
        Row(
            "An address where a list is wanted",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            dns = "10.1.0.1"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:7-17 E0102 subnet.dns | dns: expected an array of IPv4 addresses such as ["10.1.0.1"], found a string | ["10.1.0.1"]
            """),
        Row(
            "A bad address inside a list",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            dns = ["10.1.0.1", "10.1.0"]
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:20-28 E0104 subnet.dns | dns: "10.1.0" is no IPv4 address; write four numbers such as "10.1.0.1"
            """),
        Row(
            "An interface name that is too long",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            interface = "enp129s0f0np0.1234"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:13-33 E0104 subnet.interface | interface: "enp129s0f0np0.1234" is no interface name; write one that "ip link" shows, such as "eno1"
            """),
        Row(
            "A domain with an underscore",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            domain = "my_rack.example"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:10-27 E0104 subnet.domain | domain: "my_rack.example" is no host name; write letters, digits and hyphens, in parts of up to 63 parted by dots | "my-rack.example"
            """),
        Row(
            "An MTU that is too small",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            mtu = 67
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:7-9 E0105 subnet.mtu | mtu: 67 is not between 68 and 65535
            """),
        Row(
            "A gateway outside the subnet",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            gateway = "10.1.1.1"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:11-21 E0308 subnet.gateway | gateway 10.1.1.1 lies outside subnet "r1" (10.1.0.0/24)
            """),
        Row(
            "A gateway that is the broadcast address",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            gateway = "10.1.0.255"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:11-23 E0308 subnet.gateway | gateway 10.1.0.255 is the broadcast address of subnet "r1" (10.1.0.0/24)
            """),
        Row(
            "A gateway in a dynamic range",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            gateway = "10.1.0.150"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:11-23 E0308 subnet.gateway | gateway 10.1.0.150 lies in the dynamic range 10.1.0.100-10.1.0.199 and would be leased |  | 5:1 range defined here
            """),
        Row(
            "Two subnets of one name",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            [[subnet]]
            name = "R1"
            cidr = "10.2.0.0/24"
            managed = false
            """,
            """
            8:8-12 E0201 subnet.name | there is a subnet "R1" already; names are unique |  | 2:8 subnet "r1" here
            """),
        Row(
            "Two subnets that overlap",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            [[subnet]]
            name = "all"
            cidr = "10.1.0.0/16"
            managed = false
            """,
            """
            9:8-21 E0302 subnet.cidr | subnet "all" (10.1.0.0/16) overlaps subnet "r1" (10.1.0.0/24); an address belongs to one subnet |  | 1:1 subnet "r1" (10.1.0.0/24) defined here
            """),
        Row(
            "The same cidr twice",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            [[subnet]]
            cidr = "10.1.0.0/24"
            managed = false
            """,
            """
            8:8-21 E0302 subnet.cidr | subnet 10.1.0.0/24 overlaps subnet "r1" (10.1.0.0/24); an address belongs to one subnet |  | 1:1 subnet "r1" (10.1.0.0/24) defined here
            """),
        Row(
            "A range of unknown type",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            type = "dynamc"
            """,
            """
            7:8-16 E0104 subnet.range.type | type: expected one of "dynamic", "reserved", found "dynamc" | "dynamic"
            """),
        Row(
            "A range without end",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.100"
            """,
            """
            4:1-17 E0106 subnet.range.to | [[subnet.range]] needs the key "to": an IPv4 address such as "10.1.0.1"
            """),
        Row(
            "A range that leaves its subnet",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.200"
            to = "10.1.1.20"
            """,
            """
            6:6-17 E0303 subnet.range.to | range 10.1.0.200-10.1.1.20 leaves subnet "r1" (10.1.0.0/24) |  | 1:1 subnet "r1" (10.1.0.0/24) defined here
            """),
        Row(
            "A range outside its subnet",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.2.0.1"
            to = "10.2.0.9"
            """,
            """
            5:8-18 E0303 subnet.range.from | range 10.2.0.1-10.2.0.9 leaves subnet "r1" (10.1.0.0/24) |  | 1:1 subnet "r1" (10.1.0.0/24) defined here
            """),
        Row(
            "A range that runs backwards",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.20"
            to = "10.1.0.10"
            """,
            """
            5:8-19 E0304 subnet.range.from | the range starts at 10.1.0.20, above its end 10.1.0.10
            """),
        Row(
            "Ranges that overlap",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            [[subnet.range]]
            type = "reserved"
            from = "10.1.0.199"
            to = "10.1.0.210"
            """,
            """
            9:8-20 E0305 subnet.range.from | range 10.1.0.199-10.1.0.210 overlaps range 10.1.0.100-10.1.0.199 |  | 4:1 range 10.1.0.100-10.1.0.199 defined here
            """),
        Row(
            "A small range inside an earlier large one",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.10"
            to = "10.1.0.90"
            [[subnet.range]]
            from = "10.1.0.20"
            to = "10.1.0.21"
            [[subnet.range]]
            from = "10.1.0.80"
            to = "10.1.0.95"
            """,
            """
            8:8-19 E0305 subnet.range.from | range 10.1.0.20-10.1.0.21 overlaps range 10.1.0.10-10.1.0.90 |  | 4:1 range 10.1.0.10-10.1.0.90 defined here
            11:8-19 E0305 subnet.range.from | range 10.1.0.80-10.1.0.95 overlaps range 10.1.0.10-10.1.0.90 |  | 4:1 range 10.1.0.10-10.1.0.90 defined here
            """),
        Row(
            "A dynamic range with the network address",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.0"
            to = "10.1.0.99"
            """,
            """
            5:8-18 E0306 subnet.range.from | 10.1.0.0 is the network address of subnet "r1" (10.1.0.0/24), which no host can have
            """),
        Row(
            "A dynamic range with the broadcast address",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.200"
            to = "10.1.0.255"
            """,
            """
            6:6-18 E0306 subnet.range.to | 10.1.0.255 is the broadcast address of subnet "r1" (10.1.0.0/24), which no host can have
            """),
        Row(
            "A dynamic range of link-local addresses",
            """
            [[subnet]]
            cidr = "169.254.7.0/24"
            [[subnet.range]]
            from = "169.254.7.10"
            to = "169.254.7.20"
            """,
            """
            4:8-22 E0306 subnet.range.from | range 169.254.7.10-169.254.7.20 lies in 169.254.0.0/16, from which hosts take addresses on their own
            """),
        Row(
            "A dynamic range in an unmanaged subnet",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            managed = false
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            5:1-17 E0307 subnet.range.type | subnet "r1" (10.1.0.0/24) is not managed, so a dynamic range has no meaning in it; write managed = true, or type = "reserved" |  | 4:1 managed set here
            """),
        Row(
            "A reservation without address",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.reservation]]
            mac = "52:54:00:00:00:01"
            """,
            """
            4:1-23 E0106 subnet.reservation.ip | [[subnet.reservation]] needs the key "ip": an IPv4 address such as "10.1.0.1"
            """),
        Row(
            "A reservation outside its subnet",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.reservation]]
            mac = "52:54:00:00:00:01"
            ip = "10.2.0.1"
            """,
            """
            6:6-16 E0309 subnet.reservation.ip | reservation 10.2.0.1 lies outside subnet "r1" (10.1.0.0/24) |  | 1:1 subnet "r1" (10.1.0.0/24) defined here
            """),
        Row(
            "A reservation of the gateway",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            gateway = "10.1.0.1"
            [[subnet.reservation]]
            mac = "52:54:00:00:00:01"
            ip = "10.1.0.1"
            """,
            """
            7:6-16 E0309 subnet.reservation.ip | 10.1.0.1 is the gateway of subnet "r1" (10.1.0.0/24), which no client can have
            """),
        Row(
            "A reservation of the broadcast address",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.reservation]]
            mac = "52:54:00:00:00:01"
            ip = "10.1.0.255"
            """,
            """
            6:6-18 E0309 subnet.reservation.ip | 10.1.0.255 is the broadcast address of subnet "r1" (10.1.0.0/24), which no client can have
            """),
        Row(
            "Two reservations for one client",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.reservation]]
            mac = "52:54:00:00:00:01"
            ip = "10.1.0.10"
            [[subnet.reservation]]
            mac = "525400000001"
            ip = "10.1.0.11"
            """,
            """
            8:7-21 E0202 subnet.reservation.mac | 52:54:00:00:00:01 has an address in subnet "r1" (10.1.0.0/24) already, by the reservation of 52:54:00:00:00:01 |  | 5:7 reservation of 52:54:00:00:00:01 here
            """),
        Row(
            "Two reservations of one address",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.reservation]]
            mac = "52:54:00:00:00:01"
            ip = "10.1.0.10"
            [[subnet.reservation]]
            mac = "52:54:00:00:00:02"
            ip = "10.1.0.10"
            """,
            """
            9:6-17 E0203 subnet.reservation.ip | 10.1.0.10 is fixed already, by the reservation of 52:54:00:00:00:01 |  | 6:6 reservation of 52:54:00:00:00:01 here
            """),
        Row(
            "A reservation in an unmanaged subnet",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            managed = false
            [[subnet.reservation]]
            mac = "52:54:00:00:00:01"
            ip = "10.1.0.10"
            """,
            """
            5:1-23 W0504 subnet.reservation | subnet "r1" (10.1.0.0/24) is not managed, so nothing is leased in it and the reservation is not used
            """),
        Row(
            "A reservation with a bad MAC address",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.reservation]]
            mac = "52:54:00:00:01"
            ip = "10.1.0.10"
            """,
            """
            5:7-23 E0104 subnet.reservation.mac | mac: "52:54:00:00:01" is no MAC address; write six pairs such as "52:54:00:12:34:56"
            """),
        Row(
            "A reservation of a group address",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.reservation]]
            mac = "01:00:5e:00:00:01"
            ip = "10.1.0.10"
            """,
            """
            5:7-26 E0104 subnet.reservation.mac | mac: 01:00:5e:00:00:01 is no hardware address of a single machine
            """),
        Row(
            "A managed subnet without addresses",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            """,
            """
            1:1-11 W0503 subnet | subnet "r1" (10.1.0.0/24) is managed, but has no dynamic range, no reservation and no machine with an ip in it
            """),
        Row(
            "PXE leases that outlast the others",
            """
            [dhcp]
            lease_time = "10m"
            pxe_lease_time = "20m"
            """,
            """
            3:18-23 E0310 dhcp.pxe_lease_time | pxe_lease_time of [dhcp] is 20m, longer than lease_time, 10m
            """),
        Row(
            "A lease time below the default for PXE",
            """
            [dhcp]
            lease_time = "2m"
            """,
            """
            2:14-18 E0310 dhcp.lease_time | pxe_lease_time of [dhcp] is 5m (the default), longer than lease_time, 2m; set pxe_lease_time as well
            """),
        Row(
            "A lease time of a subnet below that for PXE",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            lease_time = "2m"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            """,
            """
            4:14-18 E0310 subnet.lease_time | pxe_lease_time of subnet "r1" (10.1.0.0/24) is 5m (that of [dhcp]), longer than lease_time, 2m; set pxe_lease_time as well
            """),
        Row(
            "A machine without name",
            """
            [[machine]]
            tags = []
            """,
            """
            1:1-12 E0106 machine.name | [[machine]] needs the key "name": a host name such as "r1u07"
            """),
        Row(
            "A machine whose name is no host name",
            """
            [[machine]]
            name = "r1_u07"
            """,
            """
            2:8-16 E0104 machine.name | name: "r1_u07" is no host name; write letters, digits and hyphens, in parts of up to 63 parted by dots | "r1-u07"
            """),
        Row(
            "Two machines of one name",
            """
            [[machine]]
            name = "a"
            [[machine]]
            name = "A"
            """,
            """
            4:8-11 E0201 machine.name | there is a machine "a" already; names are unique |  | 2:8 machine "a" here
            """),
        Row(
            "Two machines of one UUID",
            """
            [[machine]]
            name = "a"
            uuid = "4c4c4544-0042-3510-8052-b4c04f4b4e32"
            [[machine]]
            name = "b"
            uuid = "4C4C4544-0042-3510-8052-B4C04F4B4E32"
            """,
            """
            6:8-46 E0202 machine.uuid | 4c4c4544-0042-3510-8052-b4c04f4b4e32 is the UUID of machine "a" already |  | 3:8 machine "a" here
            """),
        Row(
            "A UUID without hyphens",
            """
            [[machine]]
            name = "a"
            uuid = "4c4c4544004235108052b4c04f4b4e32"
            """,
            """
            3:8-42 E0104 machine.uuid | uuid: "4c4c4544004235108052b4c04f4b4e32" is no UUID; write it as "4c4c4544-0042-3510-8052-b4c04f4b4e32" | "4c4c4544-0042-3510-8052-b4c04f4b4e32"
            """),
        Row(
            "A UUID in braces",
            """
            [[machine]]
            name = "a"
            uuid = "{4c4c4544-0042-3510-8052-b4c04f4b4e32}"
            """,
            """
            3:8-48 E0104 machine.uuid | uuid: "{4c4c4544-0042-3510-8052-b4c04f4b4e32}" is no UUID; write it as "4c4c4544-0042-3510-8052-b4c04f4b4e32" | "4c4c4544-0042-3510-8052-b4c04f4b4e32"
            """),
        Row(
            "Two interfaces of one MAC address",
            """
            [[machine]]
            name = "a"
            [[machine.nic]]
            mac = "52:54:00:00:00:01"
            [[machine]]
            name = "b"
            [[machine.nic]]
            mac = "52:54:00:00:00:01"
            """,
            """
            8:7-26 E0202 machine.nic.mac | 52:54:00:00:00:01 belongs to machine "a" already |  | 4:7 machine "a" here
            """),
        Row(
            "An interface without MAC address",
            """
            [[machine]]
            name = "a"
            [[machine.nic]]
            name = "eno1"
            """,
            """
            3:1-16 E0106 machine.nic.mac | [[machine.nic]] needs the key "mac": a MAC address such as "52:54:00:12:34:56"
            """),
        Row(
            "An interface with an address in no subnet",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            [[machine]]
            name = "a"
            [[machine.nic]]
            mac = "52:54:00:00:00:01"
            ip = "10.9.0.1"
            """,
            """
            11:6-16 W0501 machine.nic.ip | 10.9.0.1 of machine "a" lies in no subnet, so rackd never gives it
            """),
        Row(
            "An interface with the address of the gateway",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            gateway = "10.1.0.1"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            [[machine]]
            name = "a"
            [[machine.nic]]
            mac = "52:54:00:00:00:01"
            ip = "10.1.0.1"
            """,
            """
            12:6-16 E0309 machine.nic.ip | 10.1.0.1 is the gateway of subnet "r1" (10.1.0.0/24), which no client can have
            """),
        Row(
            "An interface with a reserved address",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.reservation]]
            mac = "52:54:00:00:00:01"
            ip = "10.1.0.10"
            [[machine]]
            name = "a"
            [[machine.nic]]
            mac = "52:54:00:00:00:02"
            ip = "10.1.0.10"
            """,
            """
            11:6-17 E0203 machine.nic.ip | 10.1.0.10 is fixed already, by the reservation of 52:54:00:00:00:01 |  | 6:6 reservation of 52:54:00:00:00:01 here
            """),
        Row(
            "An interface that has a reservation too",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.reservation]]
            mac = "52:54:00:00:00:01"
            ip = "10.1.0.10"
            [[machine]]
            name = "a"
            [[machine.nic]]
            mac = "52:54:00:00:00:01"
            ip = "10.1.0.11"
            """,
            """
            10:7-26 E0202 machine.nic.mac | 52:54:00:00:00:01 has an address in subnet "r1" (10.1.0.0/24) already, by the reservation of 52:54:00:00:00:01 |  | 5:7 reservation of 52:54:00:00:00:01 here
            """),
        Row(
            "A default that is no profile",
            """
            [boot]
            default = "debain"
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            """,
            """
            2:11-19 E0204 boot.default | there is no boot profile "debain"; known: debian | "debian"
            """),
        Row(
            "A default without any profile",
            """
            [boot]
            default = "debian"
            """,
            """
            2:11-19 E0204 boot.default | there is no boot profile "debian"; no boot profile is defined
            """),
        Row(
            "A machine that boots what is not there",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            [[machine]]
            name = "a"
            boot = "ubuntu"
            """,
            """
            7:8-16 E0204 machine.boot | there is no boot profile "ubuntu"; known: debian
            """),
        Row(
            "A rule for a profile that is not there",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            [[boot.rule]]
            profile = "ubuntu"
            """,
            """
            6:11-19 E0204 boot.rule.profile | there is no boot profile "ubuntu"; known: debian
            """),
        Row(
            "A rule without profile",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            [[boot.rule]]
            match = { tag = "a" }
            """,
            """
            5:1-14 E0106 boot.rule.profile | [[boot.rule]] needs the key "profile": a name such as "r12"
            """),
        Row(
            "A rule for a subnet that is not there",
            """
            [[subnet]]
            name = "r1"
            cidr = "10.1.0.0/24"
            [[subnet.range]]
            from = "10.1.0.100"
            to = "10.1.0.199"
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            [[boot.rule]]
            profile = "debian"
            match = { subnet = "r2" }
            """,
            """
            13:20-24 E0204 boot.rule.match.subnet | there is no subnet "r2"; known: r1 | "r1"
            """),
        Row(
            "A rule for an unknown architecture",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            [[boot.rule]]
            profile = "debian"
            match = { arch = "uefi-x86" }
            """,
            """
            7:18-28 E0104 boot.rule.match.arch | arch: "uefi-x86" is no architecture; known are bios, uefi-ia32, uefi-x64, uefi-ebc, uefi-arm32, uefi-arm64, uefi-riscv64, bios-http, uefi-ia32-http, uefi-x64-http, uefi-ebc-http, uefi-arm32-http, uefi-arm64-http, uefi-riscv64-http | "uefi-x64"
            """),
        Row(
            "A rule with an unknown part",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            [[boot.rule]]
            profile = "debian"
            match = { macs = "52:54:00:00:00:01" }
            """,
            """
            7:11-15 E0103 boot.rule.match.macs | unknown key "macs" in match of [[boot.rule]] | "mac"
            """),
        Row(
            "A rule with an empty vendor class",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            [[boot.rule]]
            profile = "debian"
            match = { vendor_class = "" }
            """,
            """
            7:26-28 E0104 boot.rule.match.vendor_class | vendor_class: is empty; leave the key out instead
            """),
        Row(
            "A rule behind one that always holds",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            [[boot.rule]]
            profile = "debian"
            [[boot.rule]]
            profile = "debian"
            match = { tag = "a" }
            """,
            """
            7:1-14 W0502 boot.rule | this rule and those behind it are never reached, because the one before asks for nothing and so always holds |  | 5:1 rule for profile "debian" here
            """),
        Row(
            "Two profiles of one name",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            """,
            """
            6:8-16 E0201 boot.profile.name | there is a profile "debian" already; names are unique |  | 2:8 profile "debian" here
            """),
        Row(
            "A profile without kind",
            """
            [[boot.profile]]
            name = "debian"
            """,
            """
            1:1-17 E0106 boot.profile.kind | [[boot.profile]] needs the key "kind": one of "kernel", "chain", "local", "script"
            """),
        Row(
            "A profile of unknown kind",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernal"
            """,
            """
            3:8-16 E0104 boot.profile.kind | kind: expected one of "kernel", "chain", "local", "script", found "kernal" | "kernel"
            """),
        Row(
            "A kernel profile without kernel",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            """,
            """
            1:1-17 E0106 boot.profile.kernel | a profile of kind "kernel" needs the key "kernel"
            """),
        Row(
            "A chain profile without loader",
            """
            [[boot.profile]]
            name = "grub"
            kind = "chain"
            loader = {}
            """,
            """
            4:10-12 E0106 boot.profile.loader | a profile of kind "chain" needs the key "loader"
            """),
        Row(
            "A script profile without script",
            """
            [[boot.profile]]
            name = "shell"
            kind = "script"
            """,
            """
            1:1-17 E0106 boot.profile.script | a profile of kind "script" needs the key "script"
            """),
        Row(
            "A local profile with a kernel",
            """
            [[boot.profile]]
            name = "disk"
            kind = "local"
            kernel = "vmlinuz"
            """,
            """
            4:1-7 E0401 boot.profile.kernel | a profile of kind "local" does not use kernel, which belongs to kind "kernel" |  | 3:1 kind set here
            """),
        Row(
            "A kernel profile with a script",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            script = "shell"
            """,
            """
            5:1-7 E0401 boot.profile.script | a profile of kind "kernel" does not use script, which belongs to kind "script" |  | 3:1 kind set here
            """),
        Row(
            "A kernel from the host's root",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "/vmlinuz"
            """,
            """
            4:10-20 E0108 boot.profile.kernel | kernel: "/vmlinuz" starts with /; boot files are named from the root ([tftp] root) | "vmlinuz"
            """),
        Row(
            "A kernel that leaves the root",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "../vmlinuz"
            """,
            """
            4:10-22 E0108 boot.profile.kernel | kernel: "../vmlinuz" has an empty part or one of dots; boot files cannot leave the root
            """),
        Row(
            "A kernel by URL",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "http://example.org/vmlinuz"
            """,
            """
            4:10-38 E0108 boot.profile.kernel | kernel: "http://example.org/vmlinuz" is a URL; boot files lie below the root ([tftp] root)
            """),
        Row(
            "A kernel with backslashes",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "debian\\vmlinuz"
            """,
            """
            4:10-27 E0108 boot.profile.kernel | kernel: "debian\vmlinuz" has a backslash; parts of a path are parted by / | "debian/vmlinuz"
            """),
        Row(
            "A loader for an unknown architecture",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            [boot.profile.loader]
            uefi_x64 = "grubx64.efi"
            """,
            """
            6:1-9 E0103 boot.profile.loader.uefi_x64 | uefi_x64: "uefi_x64" is no architecture; known are bios, uefi-ia32, uefi-x64, uefi-ebc, uefi-arm32, uefi-arm64, uefi-riscv64, bios-http, uefi-ia32-http, uefi-x64-http, uefi-ebc-http, uefi-arm32-http, uefi-arm64-http, uefi-riscv64-http | "uefi-x64"
            """),
        Row(
            "Two loaders for one architecture",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            loader = { uefi-x64 = "a.efi", 7 = "b.efi" }
            """,
            """
            5:32-33 E0201 boot.profile.loader.7 | 7: this is uefi-x64, which has a loader already
            """),
        Row(
            "A loader that leaves the root",
            """
            [[boot.profile]]
            name = "debian"
            kind = "kernel"
            kernel = "vmlinuz"
            loader = { uefi-x64 = "a/../b.efi" }
            """,
            """
            5:23-35 E0108 boot.profile.loader.uefi-x64 | uefi-x64: "a/../b.efi" has an empty part or one of dots; boot files cannot leave the root
            """),
    ];

    [TestCaseSource(nameof(_rows))]
    public void A_fault_is_told_with_its_place(string toml, string expected)
    {
        ConfigReading reading = ConfigReader.Read("rackd.toml", toml);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join('\n', reading.Findings.Select(Show)), Is.EqualTo(expected));
            Assert.That(reading.IsUsable, Is.EqualTo(reading.Findings.All(finding => finding.Severity == ConfigSeverity.Warning)));
            Assert.That(reading.Findings, Has.All.Matches<ConfigError>(
                finding => finding.Code[0] == (finding.Severity == ConfigSeverity.Error ? 'E' : 'W')));
        }
    }

    [Test]
    public void Every_code_has_a_snippet()
    {
        string told = string.Join('\n', _rows.Select(row => (string)row.Arguments[1]!));
        IEnumerable<string> codes = typeof(ConfigErrorCode).GetFields()
            .Where(field => field.Name != nameof(ConfigErrorCode.SetTwice)) // needs two files, see MergeTests
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.That(codes, Has.All.Matches<string>(code => told.Contains(code, StringComparison.Ordinal)));
    }

    private static TestCaseData Row(string name, string toml, string expected) =>
        new TestCaseData(toml, expected).SetName($"{name} is told with its place".Replace(' ', '_'));

    private static string Show(ConfigError finding)
    {
        string note = finding.SeeAlso is { } other ? $"{other.Place.Span.Line}:{other.Place.Span.Column} {other.Text}" : string.Empty;
        return FormattableString.Invariant(
            $"{finding.Line}:{finding.Column}-{finding.EndColumn} {finding.Code} {finding.Key} | {finding.Message} | {finding.Suggestion} | {note}")
            .TrimEnd(' ', '|');
    }
}

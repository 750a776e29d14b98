//! The formats that are read, by the names that `case.toml` uses.

use rumor_model::word::Source;

/// A format of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Results by precinct in the layout of the project `OpenElections`.
    OpenElections,
    /// The report of the audit program Arlo.
    ArloReport,
    /// A news medium's published totals as they changed.
    ElectionNightFeed,
    /// Our own table of counts.
    Counts,
    /// Form 3: a tabulator's printed report.
    Tape,
    /// Form 4: devices sent out, media read.
    DeviceAndMedia,
    /// Form 12: incidents, or corrections.
    IncidentAndCorrection,
}

/// What `case.toml` must say of a record because its content does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// Who made the count.
    Source,
    /// Which edition of that source's count it is.
    Version,
    /// When it was published.
    PublishedAt,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::OpenElections,
        Self::ArloReport,
        Self::ElectionNightFeed,
        Self::Counts,
        Self::Tape,
        Self::DeviceAndMedia,
        Self::IncidentAndCorrection,
    ];

    /// Its name in `case.toml` and in tables.
    pub const fn id(self) -> &'static str {
        match self {
            Self::OpenElections => "openelections",
            Self::ArloReport => "arlo_report",
            Self::ElectionNightFeed => "election_night_feed",
            Self::Counts => "counts",
            Self::Tape => "form_tape",
            Self::DeviceAndMedia => "form_device_and_media",
            Self::IncidentAndCorrection => "form_incident_and_correction",
        }
    }

    /// Its name in messages.
    pub const fn title(self) -> &'static str {
        match self {
            Self::OpenElections => "OpenElections",
            Self::ArloReport => "an Arlo audit report",
            Self::ElectionNightFeed => "an election night feed",
            Self::Counts => "a table of counts",
            Self::Tape => "form 3, tape",
            Self::DeviceAndMedia => "form 4, devices and media",
            Self::IncidentAndCorrection => "form 12, incident or correction",
        }
    }

    /// The format of that name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// Who made the count, where every file of the format is of one source. A tape says it row by
    /// row, a table of counts may.
    pub const fn source(self) -> Option<Source> {
        match self {
            Self::ElectionNightFeed => Some(Source::Feed),
            Self::ArloReport => Some(Source::Audit),
            Self::DeviceAndMedia | Self::IncidentAndCorrection => Some(Source::Form),
            Self::OpenElections | Self::Counts | Self::Tape => None,
        }
    }

    /// The most that must be asked for; what one file lacks is `Reading::lacks`.
    pub const fn needs(self) -> &'static [Lack] {
        match self {
            Self::OpenElections | Self::Counts => &[Lack::Source, Lack::Version, Lack::PublishedAt],
            Self::ArloReport => &[Lack::Version, Lack::PublishedAt],
            // Each of its rows is an edition of its own, told by its moment.
            Self::ElectionNightFeed => &[],
            Self::Tape | Self::DeviceAndMedia | Self::IncidentAndCorrection => &[Lack::PublishedAt],
        }
    }
}

impl Lack {
    /// Its name in `case.toml`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Version => "version",
            Self::PublishedAt => "published_at",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.id()), Some(format));
        }
        assert_eq!(Format::named("csv"), None);
    }
}

//! Form 4: devices sent out and brought back, media read into the totals system (`forms.md` §3).
//!
//! A row is a device and, where it has media, one of them. A further medium of the same device may
//! leave the device's own fields empty, and on the next line of the page also the device. A second
//! definition of a device is a row too. The totals system is a device here, of kind `ems`: its definition is what the others' are compared with.

use std::collections::BTreeSet;

use rumor_model::{
    moment::Zone,
    table::{Builder, Table},
    tables::{DeviceUseRow, UploadRow},
};

use super::{fields::Fields, first_line};
use crate::{
    Fault, Format, Input, Reading, RowProblem,
    gather::{Devices, Units, builder},
    sheet::{Fate, Sheet},
};

/// The form's first line.
pub(crate) const HEADER: &str = "page,device,device_kind,reporting_unit,deployed_at,returned_at,not_used_why,media_id,\
definition_id,wiped,media_returned_at,uploaded_at,way,sheets,signature_valid,batch";

const KINDS: [&str; 8] = [
    "scan-single",
    "scan-batch",
    "bmd",
    "dre",
    "poll-book",
    "printer",
    "ems",
    "other",
];
const WAYS: [&str; 3] = ["carried", "network", "modem"];
/// Fields of the device itself.
const OF_DEVICE: [&str; 5] = [
    "device_kind",
    "reporting_unit",
    "deployed_at",
    "returned_at",
    "not_used_why",
];
/// Fields of a medium.
const OF_MEDIUM: [&str; 8] = [
    "media_id",
    "wiped",
    "media_returned_at",
    "uploaded_at",
    "way",
    "sheets",
    "signature_valid",
    "batch",
];

struct Gathered {
    device_use: Builder,
    upload: Builder,
    devices: Devices,
    units: Units,
    seen: BTreeSet<String>,
    above: Option<Above>,
}

/// The row above, which was kept, and whose device one on the next line may be of.
struct Above {
    line: u64,
    page: i64,
    device: String,
}

/// Reads such a form.
pub(crate) fn read(input: &Input<'_>, zone: &Zone) -> Result<Reading, Fault> {
    let sheet = Sheet::open(input)?;
    first_line(sheet.header(), &[HEADER])?;
    let mut gathered = Gathered {
        device_use: builder::<DeviceUseRow<'_>>(),
        upload: builder::<UploadRow<'_>>(),
        devices: Devices::default(),
        units: Units::default(),
        seen: BTreeSet::new(),
        above: None,
    };
    let (problems, entries) =
        sheet.each(|line, problems| gathered.take(&mut Fields { line, problems, zone }))?;
    let lacks = Format::DeviceAndMedia.needs().to_vec();
    Ok(Reading { tables: gathered.tables(), problems, entries, lacks })
}

impl Gathered {
    fn take(&mut self, fields: &mut Fields<'_, '_>) -> Result<Fate, RowProblem> {
        // Whatever becomes of this row, the device of a row that was set aside is not guessed.
        let above = self.above.take();
        let page = fields.page()?;
        let line = fields.line.number();
        let continues = |above: &Above| above.page == page && above.line.saturating_add(1) == line;
        let device = match above.filter(continues) {
            Some(above) if !fields.is_given("device") => above.device,
            _ => fields.required("device")?.to_owned(),
        };
        let is_given = |fields: &Fields<'_, '_>, names: &[&str]| {
            names.iter().any(|name| fields.is_given(name))
        };
        let has_medium = is_given(fields, &OF_MEDIUM);
        let is_sent_out = is_given(fields, &OF_DEVICE)
            || !self.seen.contains(&device)
            || !has_medium && fields.is_given("definition_id");
        let (row_number, page_number) = (fields.line.row_number(), Some(page));
        let kind = fields.word("device_kind", &KINDS)?;
        let unit = fields.text("reporting_unit");
        let definition_id = fields.text("definition_id");
        let deployed_at = fields.moment("deployed_at")?;
        let returned_at = fields.moment("returned_at")?;
        let wiped = fields.flag("wiped")?;
        let media_returned_at = fields.moment("media_returned_at")?;
        let uploaded_at = fields.moment("uploaded_at")?;
        let way = fields.word("way", &WAYS)?;
        let sheets = fields.figure("sheets")?;
        let signature_valid = fields.flag("signature_valid")?;
        if is_sent_out {
            self.device_use.push(&DeviceUseRow {
                record_id: None,
                row_number,
                page: page_number,
                device: Some(&device),
                device_kind: kind,
                reporting_unit: unit,
                deployed_at: deployed_at.as_deref(),
                returned_at: returned_at.as_deref(),
                not_used_why: fields.text("not_used_why"),
                definition_id,
            });
        }
        if has_medium {
            self.upload.push(&UploadRow {
                record_id: None,
                row_number,
                page: page_number,
                device: Some(&device),
                media_id: fields.text("media_id"),
                definition_id,
                wiped,
                media_returned_at: media_returned_at.as_deref(),
                uploaded_at: uploaded_at.as_deref(),
                way,
                sheets,
                signature_valid,
                batch: fields.text("batch"),
            });
        }
        self.devices.add(&device, kind);
        if let Some(unit) = unit {
            self.units.add(unit, None, None);
        }
        self.seen.insert(device.clone());
        self.above = Some(Above { line, page, device });
        Ok(Fate::Kept)
    }

    fn tables(self) -> Vec<Table> {
        let (device_use, upload) = (self.device_use.finish(), self.upload.finish());
        vec![device_use, upload, self.devices.table(), self.units.table()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::{problems, rows};

    fn check(text: &str, device_use: &[&str], upload: &[&str], said: &[&str]) {
        let text = format!("{HEADER}\n{text}");
        let input = Input { name: "x.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        let reading = read(&input, &Zone::named("America/Detroit").unwrap()).unwrap();
        assert_eq!(rows(&reading, "device_use"), device_use);
        assert_eq!(rows(&reading, "upload"), upload);
        assert_eq!(problems(&reading), said);
    }

    #[test]
    fn a_device_is_sent_out_once_and_may_have_several_media() {
        check(
            "2,ICP 12,scan-single,Star,2020-11-02 09:00,2020-11-03 21:40,,M-1,A41F,yes,,2020-11-03 22:05,carried,412,sí,\n\
             2,,,,,,,M-2,A41F,no,,,network,?,,B 7\n2,EMS,ems,,,,,,A41F,,,,,,,\n",
            &[
                "row_number=2 page=2 device=ICP 12 device_kind=scan-single reporting_unit=Star \
                 deployed_at=2020-11-02T14:00:00Z returned_at=2020-11-04T02:40:00Z definition_id=A41F",
                "row_number=4 page=2 device=EMS device_kind=ems definition_id=A41F",
            ],
            &[
                "row_number=2 page=2 device=ICP 12 media_id=M-1 definition_id=A41F wiped=true \
                 uploaded_at=2020-11-04T03:05:00Z way=carried sheets=412 signature_valid=true",
                "row_number=3 page=2 device=ICP 12 media_id=M-2 definition_id=A41F wiped=false way=network batch=B 7",
            ],
            &[
                "3: unreadable_on_paper kept_without_field: `sheets` could not be read on the paper: not recorded",
            ],
        );
    }

    #[test]
    fn a_medium_below_a_row_that_is_set_aside_is_of_no_other_device() {
        check(
            "1,ICP 1,scan-single,,,,,M-1,,,,,,,,\n1,ICP 2,toaster,,,,,M-2,,,,,,,,\n1,,,,,,,M-3,,,,,,,,\n\
             1,ICP 4,,,,,,M-4,,,,,,,,\ncut off\n1,,,,,,,M-5,,,,,,,,\n",
            &[
                "row_number=2 page=1 device=ICP 1 device_kind=scan-single",
                "row_number=5 page=1 device=ICP 4",
            ],
            &[
                "row_number=2 page=1 device=ICP 1 media_id=M-1",
                "row_number=5 page=1 device=ICP 4 media_id=M-4",
            ],
            &[
                "3: unknown_cell_value set_aside: `toaster` is no device_kind; one of: scan-single, \
                 scan-batch, bmd, dre, poll-book, printer, ems, other",
                "4: required_empty set_aside: `device` is not there; the row means nothing without it",
                "6: too_few_cells set_aside: 1 cells where the header has 16",
                "7: required_empty set_aside: `device` is not there; the row means nothing without it",
            ],
        );
    }

    #[test]
    fn a_second_definition_of_a_device_is_kept() {
        check(
            "2,ICP 12,scan-single,,,,,,A41F,,,,,,,\n2,,,,,,,,B77C,,,,,,,\n",
            &[
                "row_number=2 page=2 device=ICP 12 device_kind=scan-single definition_id=A41F",
                "row_number=3 page=2 device=ICP 12 definition_id=B77C",
            ],
            &[],
            &[],
        );
    }

    #[test]
    fn a_word_outside_its_list_sets_the_row_aside() {
        check(
            "1,A,toaster,,,,,,,,,,,,,\n1,,bmd,,,,,,,,,,,,,\n1,B,bmd,,,,,M-1,,perhaps,,,,,,\n",
            &[],
            &[],
            &[
                "2: unknown_cell_value set_aside: `toaster` is no device_kind; one of: scan-single, \
                 scan-batch, bmd, dre, poll-book, printer, ems, other",
                "3: required_empty set_aside: `device` is not there; the row means nothing without it",
                "4: unknown_cell_value set_aside: `perhaps` is neither yes nor no",
            ],
        );
    }
}
